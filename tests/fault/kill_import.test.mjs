/* SIGKILL for handlers, worker and mariadbd while a list of 5,000 doctors is registered and single doctors are registered
 * besides: every registration that was acknowledged is there exactly once, with all its rows; nothing else is there
 * (security R02, 5.1). A post without an answer is sent again as it was: its idempotency key makes it one registration.
 * NSDB_KILL_ROUNDS (1) lists, NSDB_KILL_ROWS (5000) doctors each, at most 20 kills to a list: on a busy machine what restarts
 * would otherwise be killed again before it answers, and no list would ever end. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { equal, holds, runTests, signInOf, test } from '../browser/harness.mjs';
import { csvOf, fillDoctor, newDoctor, signIn, upload } from '../browser/journey.mjs';
import { sql } from '../support/site.mjs';

const rounds = Number(process.env.NSDB_KILL_ROUNDS || 1);
const rows = Number(process.env.NSDB_KILL_ROWS || 5000);
const killsForList = 20;
const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/* ---- the site from inside ------------------------------------------------------------------------------------- */

function processOf(site, name) {
    const line = readFileSync(join(site.var, 'watch.programs'), 'utf8').split('\n').find((row) => row.startsWith(`${name} `));
    return Number(line.split(' ')[2]);
}

function childrenOf(process) {
    try {
        return execFileSync('pgrep', ['-P', String(process)], { encoding: 'utf8' }).trim().split('\n').map(Number);
    } catch {
        return [];
    }
}

/* Ends one process at once: the database server, the worker or one of its lanes, a handler or all of them. */
function killOne(site, number) {
    const [name, child] = [['worker', true], ['institution', true], ['database', false], ['worker', false], ['institution', false],
        ['worker', true], ['institution', true]][number % 7];
    const parent = processOf(site, name);
    const children = childrenOf(parent);
    const victim = child && children.length > 0 ? children[number % children.length] : parent;
    try {
        process.kill(victim, 'SIGKILL');
        return `${name}${victim === parent ? '' : ' (child)'}`;
    } catch {
        return `${name} (gone already)`;
    }
}

/* Kills every second or so until told to stop or enough are dead; gives who was killed. */
function startKilling(site) {
    const killing = { victims: [], stop: false };
    killing.ended = (async () => {
        for (let number = 0; !killing.stop && number < killsForList; number++) {
            await pause(700 + Math.random() * 900);
            if (!killing.stop)
                killing.victims.push(killOne(site, number));
        }
    })();
    return killing;
}

/* ---- what a person does, undeterred ---------------------------------------------------------------------------- */

/* Repeats a step until it does not throw; for pages that fail while something is restarted. */
async function insist(what, step) {
    let last;
    for (let attempt = 0; attempt < 150; attempt++) {
        try {
            return await step();
        } catch (error) {
            last = error;
            await pause(200);
        }
    }
    throw new Error(`${what}: ${last?.message}`);
}

/* Sends the form on the page, the same bytes again and again, until the answer leads on (303). */
async function sendUntilAcknowledged(page, site, formSelector) {
    const { action, fields } = await page.locator(formSelector).evaluate((form) =>
        ({ action: form.action, fields: [...new FormData(form).entries()] }));
    const body = new URLSearchParams(fields).toString();
    return insist(action, async () => {
        const answer = await page.request.post(action, { data: body, maxRedirects: 0, timeout: 20000,
            headers: { 'content-type': 'application/x-www-form-urlencoded', origin: site.url, 'sec-fetch-site': 'same-origin' } });
        if (answer.status() !== 303)
            throw new Error(`status ${answer.status()}`);
        return answer.headers().location;
    });
}

async function registerOne(page, site, doctor) {
    await insist('the form', async () => {
        await fillDoctor(page, site, doctor);
    });
    await sendUntilAcknowledged(page, site, 'form[action="/institution/register"]');
    return doctor;
}

async function waitForHeading(page, address, heading) {
    await insist(heading, async () => {
        for (let attempt = 0; attempt < 300; attempt++) {
            const answer = await page.goto(address);
            const text = answer.status() === 200 ? await page.locator('main').innerText() : '';
            if (text.includes(heading))
                return;
            if (/処理できませんでした|エラーが\d+件/.test(text))
                throw new Error(text.slice(0, 300));
            await pause(500);
        }
        throw new Error('it never came');
    });
}

/* ---- what must be true afterwards ----------------------------------------------------------------------------- */

function checkDoctors(doctors, what) {
    const numbers = doctors.map((doctor) => `'${doctor.medical_register_number}'`).join(',');
    const [[accounts, different, designations, passwords, epochs, affiliations, notifications, lines]] = sql(`
        SELECT COUNT(*), COUNT(DISTINCT a.medical_register_number),
          (SELECT COUNT(*) FROM designation d JOIN account x ON x.id = d.account_id WHERE x.medical_register_number IN (${numbers})),
          (SELECT COUNT(*) FROM initial_password p JOIN account x ON x.id = p.account_id WHERE x.medical_register_number IN (${numbers})),
          (SELECT COUNT(*) FROM auth_epoch e JOIN account x ON x.id = e.account_id WHERE x.medical_register_number IN (${numbers})),
          (SELECT COUNT(*) FROM affiliation f JOIN account x ON x.id = f.account_id WHERE x.medical_register_number IN (${numbers})),
          (SELECT COUNT(*) FROM contractor_notification n JOIN designation d ON d.id = n.designation_id
            JOIN account x ON x.id = d.account_id WHERE x.medical_register_number IN (${numbers})),
          (SELECT COUNT(*) FROM operation_log l JOIN designation d ON d.id = l.subject_id AND l.subject_kind = 'designation'
            AND l.action = 'doctor_register' JOIN account x ON x.id = d.account_id WHERE x.medical_register_number IN (${numbers}))
        FROM account a WHERE a.medical_register_number IN (${numbers});`);
    const found = { accounts, different, designations, passwords, epochs, affiliations, notifications, lines };
    for (const [kind, count] of Object.entries(found))
        equal(Number(count), doctors.length, `${what}: ${kind}`);
}

test(`${rounds} × ${rows} doctors and single ones, while processes are killed`, async ({ site, open }) => {
    const staff = signInOf(site, '自治体職員', true, '見本県');
    const page = await open();
    const clerk = await open();
    await signIn(page, site, staff);
    await signIn(clerk, site, staff);
    const [[before]] = sql('SELECT COUNT(*) FROM account;');
    let registered = 0;
    let killed = 0;
    for (let round = 0; round < rounds; round++) {
        const list = Array.from({ length: rows }, () => newDoctor());
        await upload(page, site, { name: `kill-${round}.csv`, content: csvOf(list) });
        const job = page.url();
        await waitForHeading(page, job, '登録できます');
        const killing = startKilling(site);
        await sendUntilAcknowledged(page, site, 'form[action="/institution/import/job"]');
        const single = [];
        for (let number = 0; number < 12; number++)
            single.push(await registerOne(clerk, site, newDoctor({ institution_code: '9810000043', institution_name: '見本県大学医学部附属病院' })));
        killing.stop = true;
        await killing.ended;
        await waitForHeading(page, job, '登録しました');
        checkDoctors(list, 'the list');
        checkDoctors(single, 'the single ones');
        registered += list.length + single.length;
        killed += killing.victims.length;
        console.log(`# round ${round + 1}: ${killing.victims.length} kills: ${killing.victims.join(', ')}`);
    }
    const [[after]] = sql('SELECT COUNT(*) FROM account;');
    equal(Number(after) - Number(before), registered, 'accounts more than before');
    holds(killed > 0, 'something was killed');
});

await runTests();
