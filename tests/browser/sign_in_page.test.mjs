/* The first page that anybody sees: it answers at once, reads well for everybody, and carries the security headers. */
import { equal, holds, runTests, signInOf, test } from './harness.mjs';
import { enterPassword, path, press, signIn } from './journey.mjs';

for (const context of ['default', 'narrow', 'dark', 'plain'])
    test(`the sign-in page (${context})`, async ({ site, open, check }) => {
        const page = await open(context);
        const answer = await page.goto(`${site.url}/`);
        equal(answer.status(), 200, 'status');
        holds(page.url().endsWith('/signin/'), `/ leads to /signin/, not to ${page.url()}`);
        holds(await page.getByLabel('ユーザID').isVisible(), 'there is a field ユーザID');
        equal(await page.locator('html').getAttribute('lang'), 'ja', 'language');
        equal(await page.locator('h1').count(), 1, 'number of <h1>');
        await check(page, 'signin');
    });

test('security headers on pages', async ({ site }) => {
    const headers = (await fetch(`${site.url}/signin/`)).headers;
    const policy = headers.get('content-security-policy') ?? '';
    for (const part of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "form-action 'self'", "base-uri 'none'"])
        holds(policy.includes(part), `Content-Security-Policy has ${part}: ${policy}`);
    holds(!policy.includes('unsafe'), 'Content-Security-Policy has nothing unsafe');
    equal(headers.get('x-content-type-options'), 'nosniff', 'X-Content-Type-Options');
    equal(headers.get('cache-control'), 'no-store', 'Cache-Control');
    holds(headers.get('referrer-policy') !== null, 'Referrer-Policy is there');
    holds(headers.get('cross-origin-opener-policy') !== null, 'Cross-Origin-Opener-Policy is there');
});

test('other pages send everybody without a session to the sign-in page', async ({ site }) => {
    for (const path of ['/account/', '/account/self', '/institution/register', '/institution/import', '/institution/users']) {
        const answer = await fetch(site.url + path, { redirect: 'manual' });
        equal(answer.status, 303, `status of ${path}`);
        holds((answer.headers.get('location') ?? '').includes('/signin/'), `${path} leads to the sign-in page`);
    }
});

for (const context of ['default', 'narrow', 'plain'])
    test(`a form that comes after the session's end (${context})`, async ({ site, open, check }) => {
        const page = await open(context);
        await signIn(page, site, signInOf(site, '自治体職員', true, '見本県'));
        await page.goto(`${site.url}/account/self/profile`);
        await page.context().clearCookies();
        await press(page, '訂正する');
        equal(path(page), '/signin/', 'page after the form');
        holds(await page.getByText('送信した内容は登録されていません').isVisible(), 'the page says that nothing was registered');
        await check(page, 'signin-unsent');
    });

/* Opening a key file takes seconds on an old machine, and people press again. */
test('確認 pressed twice proves the key once', async ({ site, open }) => {
    const page = await open();
    const account = signInOf(site, '自治体職員', true, '見本県');
    await enterPassword(page, site, account.id, account.password);
    await page.getByLabel('暗号化鍵ファイル').setInputFiles(account.keyFile);
    await page.getByLabel('パスフレーズ').fill(account.passphrase);
    let proofs = 0;
    page.on('request', (request) => {
        proofs += request.method() === 'POST' ? 1 : 0;
    });
    await page.route('**/signin/proof', async (route) => {
        await new Promise((done) => setTimeout(done, 1000));
        await route.continue();
    });
    await page.getByRole('button', { name: '確認' }).evaluate(async (button) => {
        button.click();
        await new Promise((done) => setTimeout(done, 200));
        button.click();
    });
    await page.waitForURL('**/account/').catch(() => {});
    equal(proofs, 1, 'proofs sent');
    equal(path(page), '/account/', 'page after the proof');
});

test('unknown pages explain themselves', async ({ site, open, check }) => {
    const page = await open();
    const answer = await page.goto(`${site.url}/signin/nothing-here`);
    equal(answer.status(), 404, 'status');
    await check(page, 'not-found');
});

await runTests();
