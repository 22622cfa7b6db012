/* Every POST with an idempotency key, sent twice at the same moment and once more afterwards: one effect, and the same
 * answer each time (R06). The routes come from the programs; their forms are found by walking through the pages from what
 * ground() prepares, so a new route is tried as soon as a page leads to its form, and fails here until one does. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { Visitor, activate, csvOf, formsOf, newDoctor, newInstitution, pageText, parameter, pause, race,
    registered, rounds, sampleAccount } from '../support/race.mjs';
import { count, sql } from '../support/site.mjs';

const programs = join(process.env.NSDB_VAR, 'app', 'libexec', 'nsdb');

function creatingRoutes() {
    return readdirSync(programs).filter((name) => !['nsdb-worker', 'nsdb-health'].includes(name)).flatMap((name) =>
        execFileSync(join(programs, name), ['--print-routes'], { encoding: 'utf8' }).split('\n').map((line) => line.split('\t')))
        .filter(([method, , , , flags]) => method === 'POST' && flags.includes('creates')).map(([, path]) => path);
}

const routes = creatingRoutes();

/* What a person types into fields that are empty on the page; `for` a path where the word differs. */
const official = { family_name: '競', given_name: '走', family_kana: 'キソウ', given_kana: 'ハシル', department: '課', telephone: '03-0000-0000' };
const typed = {
    '': { confirmed: 'yes', accept: 'yes', reason: '書類がありません', kind: 'clerk' },
    '/institution/register': () => newDoctor(),
    '/institution/users/extend': { expires_on: '2036-03-31' },
    '/institution/users/primary': { institution_code: '9810000043' },
    '/institution/users/edit': { department: '競走科' },
    '/institution/users/institution': () => ({ institution_name: `競走病院${Date.now()}` }),
    '/staff/register': official, '/municipality/register': official, '/operator/register': official,
};
const files = {
    '/institution/import': () => ({ file: ['twice.csv', csvOf('980005', [newDoctor()])] }),
    '/operator/applications': () => ({ file: ['twice.csv', applicationList()] }),
};

let applicants = Date.now();
function applicationList() {
    const row = { 番号: '1', 公共団体コード: '980005', 公共団体名: '見本県', '難病/小慢': '難病・小慢', 部署: '課', 役職: '', '氏名 姓': '競',
        '氏名 名': '走', 'フリガナ 姓': 'キソウ', 'フリガナ 名': 'ハシル', 電話: '03-0000-0000', メールアドレス: `race-${applicants++}@example.jp`,
        備考: '', 郵便番号: '1000001', 所属先住所: '見本県見本市見本1-1' };
    return `\ufeff${Object.keys(row).join(',')}\r\n${Object.values(row).join(',')}\r\n`;
}

/* ---- the ground: something for each form to be about ------------------------------------------------------------- */

async function settled(reference, wanted) {
    for (let attempt = 0; sql(`SELECT state FROM bulk_import WHERE reference = '${reference}'`)[0][0] !== wanted; attempt++) {
        assert.ok(attempt < 400, `the import never came to ${wanted}`);
        await pause(25);
    }
}

async function importedTo(clerk, state) {
    const { location } = await clerk.post('/institution/import', {}, files['/institution/import']());
    await settled(parameter(location, 'import'), 'checked');
    if (state === 'done')
        await clerk.post('/institution/import/job', { import: parameter(location, 'import') });
    await settled(parameter(location, 'import'), state);
    return location;
}

/* An institution without 責任者, but with a doctor. */
async function vacantPlace(clerk) {
    const place = { institution_code: newInstitution(), institution_name: '空席病院' };
    const doctor = await registered(clerk, place);
    sql(`UPDATE institution_manager SET state = 'ended', ended_at = NOW(6) WHERE account_id = ${doctor.account}`);
    return `/institution/users/manager?institution=${place.institution_code}`;
}

/* A user that an administrator or 責任者 registered, in use and locked: every action is possible. */
async function lockedUser(visitor, base, values) {
    const { location } = await visitor.post(`${base}/register`, { ...official, ...values });
    const [[account, login]] = sql(`SELECT id, login_id FROM account
        WHERE '${parameter(location, 'account') ?? parameter(location, 'login_id')}' IN (reference, login_id)`);
    activate(account);
    lock(account);
    return `${base}/users?login_id=${login}`;
}

async function lockedDoctor(clerk, values) {
    const doctor = await registered(clerk, values);
    activate(doctor.account);
    lock(doctor.account);
    return doctor.login;
}

async function several(times, make) {
    const made = [];
    while (made.length < times)
        made.push(await make());
    return made;
}

function lock(account) {
    sql(`UPDATE account SET locked_at = NOW(6) WHERE id = ${account}`);
}

/* 移管: a request for a new doctor of `issuer`; gives the answer that offers it and the wish. */
async function transfer(issuer, asker) {
    const doctor = await registered(issuer);
    const wish = { ...newDoctor(), medical_register_number: doctor.medical_register_number };
    const offer = await asker.post('/institution/register', wish);
    return { offer, wish };
}

async function applicationTo(steps) {
    const [loader, approver] = [Visitor.of(sampleAccount('厚労省 管理者ユーザ', '厚生労働省')), Visitor.of(sampleAccount('厚労省 一般ユーザ', '厚生労働省'))];
    const { location } = await loader.post('/operator/applications', {}, files['/operator/applications']());
    for (const step of steps)
        await approver.post(`/operator/applications/${step}`, { list: parameter(location, 'list') });
    return location;
}

/* Who walks from which pages: pairs of a visitor and addresses, or an answer that is on the screen already. */
async function ground() {
    const clerk = Visitor.of(sampleAccount('自治体職員', '見本県'));
    const chief = Visitor.of(sampleAccount('自治体管理者', '見本県'));
    const asker = Visitor.of(sampleAccount('自治体職員', '例示市'));
    const regretter = Visitor.of(sampleAccount('自治体職員', '架空県'));
    const ministry = Visitor.of(sampleAccount('厚労省 管理者ユーザ', '厚生労働省'));
    const approver = Visitor.of(sampleAccount('厚労省 一般ユーザ', '厚生労働省'));
    const contractor = Visitor.of(sampleAccount('運用事業者 一般ユーザ', '運用事業者'));
    const place = { institution_code: newInstitution(), institution_name: '競走病院' };
    const manager = await registered(clerk, place);
    activate(manager.account);
    const office = Visitor.of(manager.login);
    for (const who of [asker, asker, regretter]) {
        const { wish } = await transfer(clerk, who);
        await who.post('/institution/register/transfer', wish);
    }
    const requested = sql("SELECT reference FROM designation_transfer WHERE state = 'requested' ORDER BY id DESC LIMIT 1, 2");
    const doctors = await several(8, () => lockedDoctor(clerk));
    const colleagues = await several(2, () => lockedDoctor(clerk, place));
    return [
        [clerk, ['/institution/register', '/institution/import', await importedTo(clerk, 'checked'), await importedTo(clerk, 'done')]],
        [clerk, [...doctors, (await registered(clerk)).login].map((login) => `/institution/users?login_id=${login}`)],
        [clerk, [await vacantPlace(clerk)]],
        [clerk, [`/institution/users/institution?institution=${place.institution_code}`]],
        [clerk, requested.map(([reference]) => `/institution/transfers/decide?transfer=${reference}`)],
        [asker, [(await transfer(clerk, asker)).offer]],
        [regretter, ['/institution/transfers']],
        [chief, ['/account/self/profile', '/municipality/register', ...await several(6, () => lockedUser(chief, '/municipality'))]],
        [ministry, ['/operator/register', '/operator/applications', ...await several(6, () => lockedUser(ministry, '/operator'))]],
        [approver, [await applicationTo([]), await applicationTo(['approve']), await applicationTo([])]],
        [contractor, (await several(2, () => applicationTo(['approve', 'request']))).map((address) => address.replace('applications', 'issuing'))],
        [office, ['/staff/register', ...await several(6, () => lockedUser(office, '/staff', { kind: 'clerk' })),
            ...colleagues.map((login) => `/staff/users?login_id=${login}`)]],
        [Visitor.of(sampleAccount('指定医（難病と小慢の両方）', '見本県総合医療センター')), [`/account/affiliations?institution=${place.institution_code}`]],
    ];
}

/* ---- walking ------------------------------------------------------------------------------------------------------ */

const isPage = (link) => /^\/(account|institution|municipality|operator|staff)\/[^?]*\?/.test(link) && !/\.(csv|xlsx)|corrected|[?&;](sort|page|mode)=/.test(link);

/* The forms of each page and, where the address names one thing, of the pages that it leads to. The first form for an
 * address is kept, and of one thing one form: what is done to it must not come in the way of the others. */
async function formsFrom(visitor, starts, found) {
    for (const start of starts) {
        const isAnswer = typeof start !== 'string';
        const aboutOne = !isAnswer && start.includes('=');
        const first = isAnswer ? start : await visitor.get(start);
        const main = /<main[\s\S]*<\/main>/.exec(first.body)?.[0] ?? '';
        const pages = [first];
        for (const [, link] of aboutOne ? main.matchAll(/href="([^"#]*)"/g) : [])
            if (isPage(link))
                pages.push(await visitor.get(link.replaceAll('&amp;', '&')));
        const fresh = pages.flatMap((page) => formsOf(page.body))
            .filter((form) => form.method === 'post' && routes.includes(form.action) && !found.has(form.action));
        for (const form of aboutOne ? fresh.slice(0, 1) : fresh)
            found.set(form.action, { visitor, form });
    }
}

function filled(action, form) {
    const words = typeof typed[action] === 'function' ? typed[action]() : typed[action] ?? {};
    const boxes = form.checks.map(([name, first]) => [name, typed[''][name] ?? first]).filter(([, value]) => value).reverse();
    const fields = new Map([...form.fields, ...boxes.filter(([name]) => !form.fields.some(([known]) => known === name)), ...Object.entries(words)]);
    for (const [name, value] of fields)
        if (value === '' && typed[''][name])
            fields.set(name, typed[''][name]);
    return [...fields];
}

/* Who hands the office over has no right to ask again. */
const endsTheRight = ['/staff/users/manager'];

const sameEnd = (action, answer, first) => answer.status === 303 ? answer.location === first.location
    : answer.status === 403 && endsTheRight.includes(action);

/* The worker writes log lines under the account of whoever uploaded: it must have nothing left to do. */
async function workerIsIdle() {
    while (count("SELECT COUNT(*) FROM bulk_import WHERE state IN ('waiting', 'checking', 'committing', 'withdrawing')") > 0)
        await pause(25);
}

async function submitTwice(action, { visitor, form }) {
    const fields = filled(action, form);
    const key = fields.find(([name]) => name === 'idempotency_key')[1];
    const bytes = visitor.request(action, fields, files[action]?.());
    await workerIsIdle();
    const mark = count('SELECT COALESCE(MAX(id), 0) FROM operation_log');
    const answers = await race([bytes, bytes]);
    answers.push(await visitor.send(bytes));
    const effects = count(`SELECT COUNT(DISTINCT l.request_id) FROM operation_log l JOIN idempotency_key k
        ON k.account_id = l.account_id AND k.idempotency_key = '${key}' WHERE l.id > ${mark} AND l.outcome = 'done'`);
    const first = answers.find((answer) => answer.status === 303);
    assert.ok(first, `${action}: ${answers[0].status} ${pageText(answers[0].body).slice(0, 300)}`);
    for (const answer of answers)
        assert.ok(sameEnd(action, answer, first), `${action}: ${first.location}, and ${answer.status} ${answer.location} ${pageText(answer.body).slice(0, 300)}`);
    assert.equal(effects, 1, `${action}: effects`);
}

const walks = Math.ceil(rounds / 10);

test(`each of ${routes.length} creating routes, twice at once and once more`, async (suite) => {
    assert.ok(routes.length > 30);
    for (let walk = 0; walk < walks; walk++) {
        const found = new Map();
        for (const [visitor, starts] of await ground())
            await formsFrom(visitor, starts, found);
        for (const route of routes)
            await suite.test(`${route} (${walk + 1})`, async () => {
                assert.ok(found.has(route), 'no page of the walk holds its form: prepare one in ground()');
                await submitTwice(route, found.get(route));
            });
    }
});
