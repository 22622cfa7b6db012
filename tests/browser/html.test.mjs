/* The pages as they are sent are valid HTML: tidy finds no error and no warning in any screen, ids are unique, labels and
 * described-by point at something. */
import { spawnSync } from 'node:child_process';
import { equal, holds, runTests, signInOf, test } from './harness.mjs';
import { comeIn, enterPassword } from './journey.mjs';

/* What tidy 5.6 does not know or has an opinion about. */
const ignored = [/proprietary attribute/, /trimming empty/, /attribute name .* is not/, /<svg>/, /discarding unexpected <\/?(svg|rect|path)>/];

/* tidy 5.6 is older than <div> inside <dl>. */
function withoutGroups(html) {
    return html.replace(/<div>(<dt>(?:(?!<\/?div)[\s\S])*<\/dd>)<\/div>/g, '$1');
}

function complaintsAbout(html) {
    const { stderr } = spawnSync('tidy', ['-quiet', '-errors', '-utf8', '--doctype', 'html5', '--drop-empty-elements', 'no',
        '--mute-id', 'no'], { input: withoutGroups(html), encoding: 'utf8' });
    return stderr.split('\n').filter((line) => /Warning|Error/.test(line) && !ignored.some((known) => known.test(line)));
}

function doubleIds(html) {
    const ids = [...html.matchAll(/\sid="([^"]*)"/g)].map((match) => match[1]);
    return ids.filter((id, index) => ids.indexOf(id) !== index);
}

function danglingReferences(html) {
    const ids = new Set([...html.matchAll(/\sid="([^"]*)"/g)].map((match) => match[1]));
    return [...html.matchAll(/\s(?:for|aria-labelledby)="([^"]*)"/g)].flatMap((match) => match[1].split(/\s+/)).filter((id) => !ids.has(id));
}

async function checkPages(page, site, addresses) {
    for (const address of addresses) {
        const answer = await page.request.get(site.url + address, { maxRedirects: 0 });
        equal(answer.status(), 200, `status of ${address}`);
        const html = await answer.text();
        equal(complaintsAbout(html).join('\n'), '', `tidy about ${address}`);
        equal(doubleIds(html).join(' '), '', `ids that stand twice in ${address}`);
        equal(danglingReferences(html).join(' '), '', `references to nothing in ${address}`);
        holds(!/\s(style|on[a-z]+)=/.test(html), `${address} has neither inline style nor handler`);
    }
}

test('pages without a session', async ({ site, open }) => {
    await checkPages(await open(), site, ['/signin/', '/sample/mail', '/static/error/404.html', '/static/error/502.html']);
});

test('pages of 自治体職員', async ({ site, open }) => {
    const page = await open();
    await comeIn(page, site, signInOf(site, '自治体職員', true, '見本県'));
    await checkPages(page, site, ['/account/', '/account/self', '/institution/register', '/institution/import',
        '/institution/import/history', '/institution/transfers', '/institution/vacancies', '/institution/users',
        '/institution/users?state=unissued&size=100', '/institution/users?name=zz']);
    await page.goto(`${site.url}/institution/users?state=unissued`);
    const links = await page.locator('tbody a').evaluateAll((all) => all.slice(0, 2).map((link) => link.getAttribute('href')));
    await checkPages(page, site, links);
});

test('pages of a first sign-in', async ({ site, open }) => {
    const page = await open();
    const person = signInOf(site, '医療クラーク等', false);
    await enterPassword(page, site, person.id, person.password);
    await checkPages(page, site, ['/signin/mail']);
});

await runTests();
