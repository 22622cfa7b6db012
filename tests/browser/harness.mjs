/* What all browser tests stand on: the site, a browser, named tests with one output line each, and the checks that every
 * screen must pass: no accessibility violation, no console error, no sideways scrolling, a picture to look at. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { violations } from './accessibility.mjs';
import { isNewStructure } from './structure.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const top = join(here, '..', '..');
const screens = process.env.NSDB_SCREENS || join(top, 'build', 'screens');

export const contexts = {
    default: { viewport: { width: 1280, height: 900 } },
    narrow: { viewport: { width: 320, height: 800 }, hasTouch: true, isMobile: true },
    dark: { viewport: { width: 1280, height: 900 }, colorScheme: 'dark', reducedMotion: 'reduce' },
    plain: { viewport: { width: 1280, height: 900 }, javaScriptEnabled: false },
};

/* ---- the site ------------------------------------------------------------------------------------------------ */

async function freePort() {
    const server = createServer();
    await new Promise((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address();
    await new Promise((done) => server.close(done));
    return port;
}

/* The running site that NSDB_URL and NSDB_VAR name, or one of our own that ends with the tests. */
async function openSite() {
    if (process.env.NSDB_URL)
        return { url: process.env.NSDB_URL.replace(/\/$/, ''), var: process.env.NSDB_VAR, end() {} };
    const directory = join(mkdtempSync(join(tmpdir(), 'nsdb-browser-')), 'var');
    execFileSync('chmod', ['0755', dirname(directory)]);
    const port = await freePort();
    const run = join(top, 'conf', 'run');
    execFileSync(run, ['--background', '--port', String(port), '--var', directory], { stdio: 'inherit' });
    const end = () => {
        execFileSync(run, ['stop', '--var', directory], { stdio: 'ignore' });
        rmSync(dirname(directory), { recursive: true, force: true });
    };
    return { url: `http://127.0.0.1:${port}`, var: directory, end };
}

/* Rows of sign-ins.tsv as { role, organisation, done, id, password, name, keyFile, passphrase }. */
export function signIns(site) {
    const [, ...lines] = readFileSync(join(site.var, 'sign-ins.tsv'), 'utf8').trimEnd().split('\n');
    return lines.map((line) => {
        const [role, organisation, done, id, password, name, keyFile, passphrase] = line.split('\t');
        return { role, organisation, done: done === '済', id, password, name, keyFile, passphrase };
    });
}

/* The account of a role before (done = false) or after the first sign-in; the organisation may be left out. */
export function signInOf(site, role, done, organisation) {
    const found = signIns(site).find((row) =>
        row.role === role && row.done === done && (!organisation || row.organisation === organisation));
    if (!found)
        throw new Error(`sign-ins.tsv has no ${role}, ${done ? 'after' : 'before'} the first sign-in`);
    return found;
}

/* The newest mail in the site's Maildir to this address, as text with its parts decoded; waits up to 20 s. */
export async function mailTo(site, address, since = 0) {
    for (let attempt = 0; attempt < 100; attempt++) {
        const found = newestMail(join(site.var, 'mail'), address, since);
        if (found)
            return found;
        await new Promise((done) => setTimeout(done, 200));
    }
    throw new Error(`no mail to ${address}`);
}

function filesBelow(directory) {
    return readdirSync(directory, { withFileTypes: true, recursive: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath ?? entry.path, entry.name));
}

function newestMail(directory, address, since) {
    const mails = filesBelow(directory)
        .map((path) => ({ path, text: readFileSync(path, 'utf8') }))
        .filter(({ text }) => text.includes(address))
        .map(({ path, text }) => ({ path, text, at: Date.parse(/^Date: (.*)$/m.exec(text)?.[1] ?? 0) }))
        .filter(({ at }) => at + 1000 >= since)
        .sort((a, b) => b.at - a.at);
    return mails[0];
}

/* The attached key file of a mail: the part that decodes to a PEM text. */
export function keyFileOf(mail) {
    const direct = /-----BEGIN ENCRYPTED PRIVATE KEY-----[\s\S]+?-----END ENCRYPTED PRIVATE KEY-----\s*/.exec(mail.text);
    if (direct)
        return direct[0].replace(/\r/g, '');
    for (const part of mail.text.split(/\r?\n\r?\n/)) {
        const decoded = Buffer.from(part.replace(/--[^\n]*--?\s*$/g, '').replace(/\s/g, ''), 'base64').toString('latin1');
        if (decoded.includes('BEGIN ENCRYPTED PRIVATE KEY'))
            return decoded;
    }
    throw new Error('the mail has no key file');
}

/* ---- tests ---------------------------------------------------------------------------------------------------- */

const tests = [];

/* Registers a test: run(tools) with tools.site, tools.open(context), tools.check(page, name). */
export function test(name, run) {
    tests.push({ name, run });
}

export function equal(actual, expected, what) {
    if (actual !== expected)
        throw new Error(`${what}: ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`);
}

export function holds(condition, what) {
    if (!condition)
        throw new Error(what);
}

/* Pages of a context collect what the console said; check() looks at it. */
async function openContext(browser, name, opened) {
    const context = await browser.newContext({ locale: 'ja-JP', timezoneId: 'Asia/Tokyo', ignoreHTTPSErrors: true, ...contexts[name] });
    context.setDefaultTimeout(15000);
    opened.push(context);
    const page = await context.newPage();
    page.nsdb = { context: name, complaints: [] };
    page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type()) && !/status of 4\d\d/.test(message.text()))
            page.nsdb.complaints.push(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => page.nsdb.complaints.push(`script: ${error.message}`));
    return page;
}

async function picture(page, name) {
    mkdirSync(screens, { recursive: true });
    await page.screenshot({ path: join(screens, `${name}.jpg`), type: 'jpeg', quality: 85, fullPage: true });
}

/* Everything that is checked on every screen; a structure that was seen before is neither pictured nor shown to axe-core again. */
export async function check(page, name) {
    const problems = [...page.nsdb.complaints];
    if (await isNewStructure(page)) {
        await picture(page, `${name}-${page.nsdb.context}`);
        if (page.nsdb.context !== 'plain')
            problems.push(...await violations(page));
    }
    const wide = await page.evaluate(() => document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth);
    if (wide > 0)
        problems.push(`the page is ${wide} px wider than the window`);
    if (problems.length > 0)
        throw new Error(`${name} (${page.nsdb.context}):\n  ${problems.join('\n  ')}`);
}

async function runOne(number, { name, run }, browser, site) {
    const opened = [];
    try {
        await run({ site, check, open: (context = 'default') => openContext(browser, context, opened) });
        console.log(`ok ${number} - ${name}`);
        return true;
    } catch (error) {
        const page = opened.at(-1)?.pages().at(-1);
        if (page)
            await picture(page, `failed-${number}`).catch(() => {});
        console.log(`not ok ${number} - ${name}\n  ${String(error.stack).split('\n').slice(0, 12).join('\n  ')}`);
        return false;
    } finally {
        await Promise.all(opened.map((context) => context.close()));
    }
}

/* Runs what was registered, or of that what NSDB_TESTS fits (a regular expression); the exit status tells. */
export async function runTests() {
    const site = await openSite();
    const browser = await chromium.launch({
        executablePath: process.env.NSDB_CHROMIUM || '/usr/bin/chromium-headless-shell',
        args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
            '--disable-component-update', '--disable-sync'],
    });
    const chosen = tests.filter(({ name }) => new RegExp(process.env.NSDB_TESTS ?? '').test(name));
    let failed = 0;
    console.log(`1..${chosen.length}`);
    mkdirSync(screens, { recursive: true });
    for (const [index, entry] of chosen.entries())
        failed += await runOne(index + 1, entry, browser, site) ? 0 : 1;
    await browser.close();
    site.end();
    process.exitCode = failed === 0 ? 0 : 1;
}
