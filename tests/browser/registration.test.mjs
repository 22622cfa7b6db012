/* From 個別登録 to the second sign-in of the doctor, with and without JavaScript (R-021, R-028… …R-053). */
import { equal, holds, runTests, signInOf, test } from './harness.mjs';
import { comeIn, download, enterPassword, fillDoctor, firstSignIn, newDoctor, noticesIn, path, pdfPages, pdfText, press,
    proveKey, signOut } from './journey.mjs';

for (const context of ['default', 'plain'])
    test(`個別登録, notice, 初回ログイン, second sign-in (${context})`, async ({ site, open, check }) => {
        const staff = signInOf(site, '自治体職員', true, '見本県');
        const doctor = newDoctor();
        const official = await open(context);
        await comeIn(official, site, staff);
        await check(official, 'menu-municipality');

        await fillDoctor(official, site, doctor);
        await check(official, 'register');
        await press(official, '登録');
        holds(await official.getByText(`${doctor.family_name} ${doctor.given_name}`).first().isVisible(), 'the result names the doctor');
        await check(official, 'registered');

        const file = await download(official, official.getByRole('button', { name: 'IDパスワード通知書ダウンロード' }));
        const [notice] = noticesIn(pdfText(file));
        equal(pdfPages(file), 1, 'pages of the notice');
        holds(notice.text.replace(/\s/g, '').includes('IDPW発行通知書'), 'the notice has its title');
        holds(notice.id && notice.password, `ID and initial password can be read: ${notice.text}`);

        await official.goto(`${site.url}/institution/users?login_id=${notice.id}`);
        equal(await official.locator('tbody [data-state=issued]').count(), 1, 'rows with the state 発行済');
        await check(official, 'users-one');
        await signOut(official);

        const person = await open(context);
        const known = await firstSignIn({ page: person, site, check, notice, address: `doctor-${context}-${Date.now()}@example.jp`,
            password: 'kiiroi-densha-no-yume-42', name: 'first-signin' });
        await person.goto(`${site.url}/account/`);
        await check(person, 'menu-doctor');
        await signOut(person);

        await enterPassword(person, site, known.id, known.password);
        if (context === 'plain')
            await proveKey(person, known.keyFile, known.passphrase);
        await person.waitForURL('**/account/');
        await signOut(person);

        const elsewhere = await open(context);
        await enterPassword(elsewhere, site, known.id, known.password);
        equal(path(elsewhere), '/signin/proof', 'a new browser asks for the key');
        await check(elsewhere, 'proof');
        await proveKey(elsewhere, known.keyFile, known.passphrase);
        equal(path(elsewhere), '/account/', 'and then lets the doctor in');

        const stale = await open(context);
        await enterPassword(stale, site, notice.id, notice.password);
        equal(path(stale), '/signin/', 'the initial password has died');
        await check(stale, 'signin-wrong');
    });

/* what is left to do is done at the ID that is there. */
test('個別登録 of a doctor whom the municipality has leads to the ID', async ({ site, open, check }) => {
    const page = await open();
    const doctor = newDoctor();
    await comeIn(page, site, signInOf(site, '自治体職員', true, '見本県'));
    await fillDoctor(page, site, doctor);
    await press(page, '登録');
    equal(path(page), '/institution/register/done', 'page after a new doctor');
    for (const [code, name, told] of [['9810000019', '見本県立中央病院', '登録は必要ありません'],
        ['9810000100', '見本県こども病院', '主たる勤務先の変更']]) {
        await fillDoctor(page, site, { ...doctor, institution_code: code, institution_name: name });
        await press(page, '登録');
        holds((await page.locator('#complaints').innerText()).includes(told), `the answer for ${name}`);
        await check(page, 'register-known');
        await page.getByRole('link', { name: '登録済みのIDを見る' }).click();
        await page.waitForURL('**/institution/users?*');
        equal(await page.locator('tbody tr').count(), 1, 'rows of that doctor');
        holds((await page.locator('tbody').innerText()).includes(doctor.designation_number), 'the row is that of the ID');
    }
});

test('complaints of 個別登録 name field and remedy', async ({ site, open, check }) => {
    const page = await open();
    await comeIn(page, site, signInOf(site, '自治体職員', true, '見本県'));
    await fillDoctor(page, site, newDoctor({ institution_code: '123', certified_on: '2026/2/30', family_name: '' }));
    await press(page, '登録');
    holds((await page.title()).startsWith('エラー：'), 'the title says エラー');
    equal(await page.locator('#complaints').isVisible(), true, 'the summary is there');
    equal((await page.locator('#complaints a').evaluateAll((links) => links.map((link) => link.hash))).join(),
        '#field-family_name,#field-certified_on,#field-institution_code', 'complaints in the order of the page');
    equal(await page.locator('#field-institution_code').getAttribute('aria-invalid'), 'true', 'the field is marked');
    equal(await page.locator('#field-designation_number').inputValue() !== '', true, 'what was typed is kept');
    await check(page, 'register-complaints');
});

await runTests();
