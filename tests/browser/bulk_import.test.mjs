/* 一括登録 on screen (R-021… ): several files at once, the verdict by cell, repairs to accept, the corrected file
 * that uploads again, registering, history, withdrawal; with and without JavaScript. */
import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unusedNumber } from '../support/site.mjs';
import { equal, holds, runTests, signInOf, test } from './harness.mjs';
import { comeIn, download, path, press, text } from './journey.mjs';

const heading = '指定医の種別,公共団体コード,難病/小慢,医療機関番号,医療機関名,部署(部門/診療科),指定医番号,医籍登録番号,'
    + '認定登録年月日,有効期限年月日,氏名 姓,氏名 名,フリガナ 姓,フリガナ 名,電話,メールアドレス';

function row(code, values = {}) {
    const number = unusedNumber();
    const doctor = { kind: '難病指定医', code, scheme: '難病', institution: '0110113719', name: '見本一括病院', department: '内科',
        number: `B${number}`, register: number, certified: '2026/4/1', expires: '2099/3/31', family: '髙﨑', given: '一',
        familyKana: 'タカサキ', givenKana: 'ハジメ', telephone: '03-0000-0000', mail: 'a@example.jp', ...values };
    return Object.values(doctor).join(',');
}

function file(name, rows) {
    const place = join(tmpdir(), `nsdb-${Date.now()}-${name}`);
    writeFileSync(place, `\uFEFF${[heading, ...rows].join('\r\n')}\r\n`);
    return place;
}

async function upload(page, site, files) {
    await page.goto(`${site.url}/institution/import`);
    await page.locator('#field-file').setInputFiles(files);
    await press(page, 'アップロード');
}

/* Until the worker is through. */
async function settle(page) {
    const address = page.url();
    for (let attempt = 0; attempt < 60; attempt++) {
        if (!(await page.locator('main').innerText()).includes('自動で新しくなります'))
            return;
        await page.waitForTimeout(300);
        await page.goto(address);
    }
    throw new Error(`${address} is still running`);
}

async function openImport(open, site, context) {
    const page = await open(context);
    await comeIn(page, site, signInOf(site, '自治体職員', true, '見本県'));
    await page.goto(`${site.url}/institution/import`);
    const [, code] = /公共団体コード (\d{6})/.exec(await page.locator('main').innerText());
    return { page, code };
}

for (const context of ['default', 'plain', 'narrow'])
    test(`two files, corrections, repairs, registration, withdrawal (${context})`, async ({ site, open, check }) => {
        const { page, code } = await openImport(open, site, context);
        await check(page, 'import');
        await press(page, 'アップロード');
        holds((await page.title()).startsWith('エラー：'), 'an upload without a file is explained');
        await check(page, 'import-none');

        const bad = file('bad.csv', [row(code, { institution: '110113719', family: '' }), row(code, { certified: '2026/2/30' })]);
        const good = file('good.csv', [row(code, { institution: '110113719' }), row(code)]);
        await upload(page, site, [bad, good]);
        await settle(page);
        equal(path(page), '/institution/import/batch', 'page after two files');
        equal(await page.locator('tbody tr').count(), 2, 'lines for two files');
        await check(page, 'import-batch');
        const batch = page.url();

        await page.getByRole('link', { name: /bad\.csv$/ }).first().click();
        await page.waitForLoadState('load');
        const report = await page.locator('main').innerText();
        holds(report.includes('1件も登録していません'), 'the bad file is refused');
        for (const place of ['D2', 'K2', 'I3'])
            holds(report.includes(place), `the report names ${place}`);
        await check(page, 'import-refused');
        const list = text(await download(page, page.getByRole('link', { name: 'エラー一覧（CSV）をダウンロード' })));
        holds(list.startsWith('\uFEFF') && list.includes('K,氏名 姓,エラー'), 'the report as CSV names the cell');

        const corrected = text(await download(page, page.getByRole('link', { name: '修正用ファイルをダウンロード' })));
        holds(corrected.includes('エラー内容') && corrected.includes(',0110113719,') && corrected.includes(',氏名 姓が空です'),
            'the corrected file holds repairs, and messages that name their column once');
        const again = join(tmpdir(), `nsdb-${Date.now()}-again.csv`);
        writeFileSync(again, corrected.replace('2026/3/31,,一', '2026/3/31,髙﨑,一').replace('2099/3/31,,一', '2099/3/31,髙﨑,一')
            .replace('2026/2/30', '2026/2/28'));
        await upload(page, site, [again]);
        await settle(page);
        holds((await page.locator('main').innerText()).includes('登録できます'), 'the corrected file is right');
        await check(page, 'import-checked');
        await press(page, '登録する');
        await settle(page);
        holds((await page.locator('main').innerText()).includes('新しくIDを発行した指定医：2人'), 'and is registered');
        await check(page, 'import-done');

        await page.goto(batch);
        await page.getByRole('link', { name: /good\.csv$/ }).first().click();
        await page.waitForLoadState('load');
        await press(page, '登録する');
        holds((await page.title()).startsWith('エラー：'), 'repairs want consent');
        await check(page, 'import-consent');
        await page.locator('input[name=accept]').check();
        await press(page, '登録する');
        await settle(page);
        await page.getByRole('link', { name: /この取り込み分/ }).click();
        await page.waitForLoadState('load');
        equal(await page.locator('tbody tr').count(), 2, 'IDs of this import');

        await page.goto(`${site.url}/institution/import/history`);
        await check(page, 'import-history');
        await page.getByRole('link', { name: /^取り込みの取消/ }).first().click();
        await page.waitForLoadState('load');
        await check(page, 'import-withdraw');
        const question = page.url();
        await press(page, '取り込みの取消');
        await settle(page);
        holds((await page.locator('main').innerText()).includes('取り消されました'), 'the import is withdrawn');
        await check(page, 'import-withdrawn');
        await page.goto(question);
        const late = await page.locator('main').innerText();
        holds(late.includes('いま「取消済」です') && !late.includes('利用を始めた'), 'who goes back to the question reads what is the case now');
        await check(page, 'import-withdraw-late');
    });

/* the value may be the very thing that is wrong. */
test('values of any length leave the other columns of the report their room', async ({ site, open, check }) => {
    for (const context of ['default', 'narrow']) {
        const { page, code } = await openImport(open, site, context);
        await upload(page, site, [file('long.csv', [row(code, { institution: 'A'.repeat(300), name: '長い'.repeat(200), certified: '2026/2/30' })])]);
        await settle(page);
        await check(page, 'import-long-values');
        const region = page.getByRole('region', { name: '確認の結果の表' });
        equal(await region.evaluate((node) => node.scrollWidth - node.clientWidth), 0, `hidden pixels of the table (${context})`);
        const name = region.locator('td .nsdb-cell').filter({ hasText: /^認定登録年月日$/ });
        holds(await name.evaluate((node) => node.clientHeight < 3 * parseFloat(getComputedStyle(node).fontSize)),
            `a column's name stands in a line (${context})`);
    }
});

test('forms to hand out are there and upload as they are', async ({ site, open }) => {
    const { page, code } = await openImport(open, site, 'default');
    const sample = await download(page, page.getByRole('link', { name: /サンプル/ }));
    holds(text(sample).includes(code), 'the sample carries the own code');
    const book = await download(page, page.getByRole('link', { name: /\.xlsx$/ }));
    await upload(page, site, [book]);
    await settle(page);
    holds((await page.locator('main').innerText()).includes('指定医の行がありません'), 'an empty form is explained');
});

test('another municipality sees nothing of it', async ({ site, open }) => {
    const { page, code } = await openImport(open, site, 'default');
    await upload(page, site, [file('own.csv', [row(code)])]);
    await settle(page);
    const address = page.url();
    const other = await open();
    await comeIn(other, site, signInOf(site, '自治体職員', true, '架空県'));
    for (const way of ['job', 'report.csv', 'corrected', 'withdraw']) {
        const answer = await other.request.get(address.replace('/job?', `/${way}?`));
        equal(answer.status(), 404, `status of ${way} for another municipality`);
    }
});

await runTests();
