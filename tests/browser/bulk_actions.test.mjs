/* Bulk actions on search results with a fate for each row, the list as a file, and 有効期限カレンダー. */
import { readFileSync } from 'node:fs';
import { equal, holds, runTests, signInOf, test } from './harness.mjs';
import { comeIn, download, press } from './journey.mjs';

async function choose(page, site, count, condition) {
    await page.goto(`${site.url}/institution/users?mode=bulk&${condition}`);
    const boxes = page.locator('tbody input.nsdb-check');
    equal(await boxes.count(), await page.locator('tbody tr').count(), 'every row has a box');
    for (let i = 0; i < count; i++)
        await boxes.nth(i).check();
}

for (const context of ['default', 'narrow', 'plain'])
    test(`chosen rows are extended and unlocked, each with its fate (${context})`, async ({ site, open, check }) => {
        const page = await open(context);
        await comeIn(page, site, signInOf(site, '自治体職員', true, '見本県'));
        await page.goto(`${site.url}/account/`);
        await page.getByRole('link', { name: '有効期限カレンダー' }).click();
        await page.waitForURL('**/institution/expiry');
        equal(await page.locator('tbody tr').count(), 12, 'months');
        await check(page, 'expiry');

        /* IDs that nobody uses yet: an extension takes the key from those in use, and other tests sign in as them. */
        await choose(page, site, 2, 'sort=institution&state=unissued');
        await check(page, 'users-bulk');
        await press(page, '有効期限延長（選択分）');
        await press(page, '有効期限を延長する');
        holds((await page.title()).startsWith('エラー：'), 'a date is asked for');
        await check(page, 'users-bulk-extend');
        await page.locator('#field-expires_on').fill(`20${41 + ['default', 'narrow', 'plain'].indexOf(context)}-03-31`);
        await press(page, '有効期限を延長する');
        equal(await page.getByText('まで延長しました').count(), 2, 'rows done');
        await check(page, 'users-bulk-result');
        await page.reload();
        equal(await page.getByText('すでにこの有効期限です').count(), 2, 'the same form again changes nothing');

        await choose(page, site, 1, 'sort=institution&state=active');
        await press(page, 'アカウントロック解除（選択分）');
        equal(await page.getByText('ロックされていません').count(), 1, 'rows without a lock');

        await page.goto(`${site.url}/institution/users?name=`);
        const list = readFileSync(await download(page, page.getByRole('link', { name: '検索結果をCSVでダウンロード' })), 'utf8');
        holds(list.includes('医籍登録番号') && list.split('\r\n').length > 2, 'the list has headings and rows');
        await download(page, page.getByRole('link', { name: '検索結果をExcel（xlsx）でダウンロード' }));
    });

await runTests();
