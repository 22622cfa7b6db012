/* 医療機関名の訂正: a slip in the name of a new institution is met in 個別登録, corrected beside it, and gone from list and notice; the
 * institution reads who corrected it. */
import { equal, holds, runTests, signInOf, test } from './harness.mjs';
import { comeIn, download, fillDoctor, firstSignIn, newDoctor, noticesIn, path, pdfText, press } from './journey.mjs';

let serial = Math.floor(Date.now() / 1000) % 900000;

/* An institution of 見本県 that nobody knows yet, with a slip in its name. */
function newInstitution() {
    serial += 1;
    return { institution_code: `982${String(serial).padStart(6, '0')}0`, wrong: `第${serial}病員`, right: `第${serial}病院` };
}

for (const context of ['default', 'narrow', 'plain'])
    test(`a wrong name is corrected (${context})`, async ({ site, open, check }) => {
        const page = await open(context);
        await comeIn(page, site, signInOf(site, '自治体職員', true, '見本県'));
        const { institution_code, wrong, right } = newInstitution();
        await fillDoctor(page, site, newDoctor({ institution_code, institution_name: wrong }));
        await press(page, '登録');
        await download(page, page.getByRole('button', { name: 'IDパスワード通知書ダウンロード' }));

        await fillDoctor(page, site, newDoctor({ institution_code, institution_name: right }));
        await press(page, '登録');
        await check(page, 'institution-name-asked');
        const [beside] = await Promise.all([page.context().waitForEvent('page'),
            page.getByRole('link', { name: '医療機関名の訂正（別のタブで開きます）' }).click()]);
        beside.nsdb = page.nsdb;
        await beside.waitForLoadState('load');
        equal(await beside.locator('#field-institution_name').inputValue(), right, 'the name that was typed');
        holds((await beside.locator('main').innerText()).includes('うち出力済みの通知書 1通'), 'the page says what to print again');
        await check(beside, 'institution-name');
        await beside.locator('#field-institution_name').fill(wrong);
        await press(beside, '訂正する');
        holds((await beside.title()).startsWith('エラー：'), 'the same name is no correction');
        await check(beside, 'institution-name-same');
        await beside.locator('#field-institution_name').fill(right);
        await press(beside, '訂正する');
        equal(path(beside), '/institution/users', 'page after the correction');
        equal(await beside.locator('tbody').getByText('通知書を出力し直してください').count(), 1, 'notices to print again');
        await check(beside, 'institution-name-corrected');
        const again = await download(beside, beside.getByRole('button', { name: /^IDパスワード通知書ダウンロード/ }).first());
        holds(noticesIn(pdfText(again))[0].text.includes(right), 'the notice shows the right name');

        await press(page, '登録');
        equal(path(page), '/institution/register/done', 'the form beside it goes on without a question');
        await page.getByRole('link', { name: '一覧で見る' }).click();
        await page.getByRole('link', { name: /^編集/ }).first().click();
        await page.waitForURL('**/edit?**');
        await check(page, 'edit-institution-name');
        await page.getByRole('link', { name: '医療機関名の訂正' }).click();
        await page.waitForURL('**/institution/users/institution?**');
        equal(await page.locator('#field-institution_name').inputValue(), right, 'the name as it is');
    });

test('the institution reads who corrected its name, and puts it away', async ({ site, open, check }) => {
    const clerk = await open();
    await comeIn(clerk, site, signInOf(site, '自治体職員', true, '見本県'));
    const { institution_code, wrong, right } = newInstitution();
    await fillDoctor(clerk, site, newDoctor({ institution_code, institution_name: wrong }));
    await press(clerk, '登録');
    const printed = await download(clerk, clerk.getByRole('button', { name: 'IDパスワード通知書ダウンロード' }));
    const manager = await firstSignIn({ page: await open(), site, check: async () => {}, notice: noticesIn(pdfText(printed))[0],
        address: `name-${serial}@example.jp`, password: 'tadashii-namae-kaeru-7', name: 'institution-name-manager' });
    await clerk.goto(`${site.url}/institution/users/institution?institution=${institution_code}`);
    await clerk.locator('#field-institution_name').fill(right);
    await press(clerk, '訂正する');

    for (const context of ['default', 'narrow', 'plain']) {
        const page = await open(context);
        await comeIn(page, site, manager);
        const message = page.locator('.dads-notification-banner', { hasText: right });
        equal(await message.count(), 1, '責任者 reads it');
        const words = await message.innerText();
        holds(words.includes(`見本県が、この医療機関の名称を「${wrong}」から「${right}」に訂正しました。`), 'who corrected what');
        holds(/\d{4}年\d+月\d+日 \d+:\d\d/.test(words), 'and when');
        await check(page, 'institution-name-told');
        if (context !== 'plain')
            continue;
        await press(page, /^閉じる/, message);
        equal(await page.getByText('お知らせを閉じました').count(), 1, 'the page says so');
        equal(await page.getByText(wrong).count(), 0, 'what was put away is gone');
    }
});

for (const context of ['default', 'narrow'])
    test(`where its prefecture has no doctors, another one corrects the name (${context})`, async ({ site, open, check }) => {
        const page = await open(context);
        await comeIn(page, site, signInOf(site, '自治体職員', true, '架空県'));
        const { institution_code, wrong, right } = newInstitution();
        await fillDoctor(page, site, newDoctor({ institution_code, institution_name: wrong }));
        await press(page, '登録');
        const address = `${site.url}/institution/users/institution?institution=${institution_code}`;
        await page.goto(address);
        holds(await page.getByText('その都道府県の自治体の指定医がいないため').isVisible(), 'the page says why');
        await check(page, 'institution-name-afar');
        const near = await open(context);
        await comeIn(near, site, signInOf(site, '自治体職員', true, '見本県'));
        await fillDoctor(near, site, newDoctor({ institution_code, institution_name: wrong }));
        await press(near, '登録');
        await page.locator('#field-institution_name').fill(right);
        await press(page, '訂正する');
        holds(await page.getByText('この自治体では訂正できません').isVisible(), 'who is near goes first');
        await check(page, 'institution-name-afar-late');
        await page.goto(`${site.url}/institution/users?institution=${institution_code}`);
        await page.getByRole('link', { name: /^編集/ }).first().click();
        await page.waitForURL('**/edit?**');
        holds(await page.getByText('所在地の見本県内の自治体の指定医がいるため、名称はその自治体だけが訂正できます').isVisible(), '編集 says who may');
        await check(page, 'edit-institution-name-afar');
        await near.goto(address);
        equal(await near.locator('#field-institution_name').inputValue(), wrong, 'and corrects it');
    });

await runTests();
