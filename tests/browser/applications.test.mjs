/* 管理者権限のユーザID申請リスト (R-010, R-011): 厚労省 loads, another person approves and requests, 運用事業者 issues, the mail brings
 * ユーザID and 仮パスワード, and the new 自治体管理者 signs in. */
import { readFileSync } from 'node:fs';
import { equal, holds, mailTo, runTests, signInOf, test } from './harness.mjs';
import { comeIn, download, enterPassword, path, press } from './journey.mjs';

const headings = ['番号', '公共団体コード', '公共団体名', '難病/小慢', '部署', '役職', '氏名 姓', '氏名 名', 'フリガナ 姓', 'フリガナ 名', '電話',
    'メールアドレス', '備考', '郵便番号', '所属先住所'];

function applicant(mail, values = {}) {
    return { 番号: '1', 公共団体コード: '980005', 公共団体名: '見本県', '難病/小慢': '難病・小慢', 部署: '疾病対策課', 役職: '', '氏名 姓': '𠮷田', '氏名 名': '一郎',
        'フリガナ 姓': 'ヨシダ', 'フリガナ 名': 'イチロウ', 電話: '03-0000-0000', メールアドレス: mail, 備考: '', 郵便番号: '1000001',
        所属先住所: '見本県見本市見本1-1', ...values };
}

async function load(page, site, rows) {
    await page.goto(`${site.url}/operator/applications`);
    const text = `\ufeff${[headings, ...rows.map((row) => headings.map((heading) => row[heading]))].map((row) => `${row.join(',')}\r\n`).join('')}`;
    await page.getByLabel('管理者権限のユーザID申請リスト').setInputFiles(
        { name: '見本県_申請リスト.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await press(page, 'アップロード');
}

function decoded(mail) {
    const [head, ...rest] = mail.text.split(/\r?\n\r?\n/);
    const body = rest.join('\n');
    return /base64/i.test(head) ? Buffer.from(body.replace(/\s/g, ''), 'base64').toString('utf8') : body;
}

async function as(open, site, role, context) {
    const page = await open(context);
    await comeIn(page, site, signInOf(site, role, true));
    return page;
}

for (const context of ['default', 'narrow', 'plain'])
    test(`from the list to the first sign-in of 自治体管理者 (${context})`, async ({ site, open, check }) => {
        const started = Date.now();
        const address = `kanri-${context}-${started}@example.jp`;
        const loader = await as(open, site, '厚労省 管理者ユーザ', context);
        await loader.goto(`${site.url}/operator/applications`);
        await check(loader, 'applications');
        await load(loader, site, [applicant(address)]);
        equal(path(loader), '/operator/applications/list', 'page after the upload');
        equal(await loader.getByRole('button', { name: '承認' }).count(), 0, 'who loaded it is offered no 承認');
        holds(await loader.getByText('登録した本人は承認できません').isVisible(), 'and is told why');
        await check(loader, 'application-loaded');
        const link = loader.url();

        const approver = await as(open, site, '厚労省 一般ユーザ', context);
        await approver.goto(link);
        await check(approver, 'application-approve');
        await press(approver, '承認');
        const contractor = await as(open, site, '運用事業者 一般ユーザ', context);
        const reference = new URL(link).searchParams.get('list');
        equal((await contractor.request.get(`${site.url}/operator/issuing/list?list=${reference}`)).status(), 404, 'before the request it is not there');
        await press(approver, '登録申請');
        holds(await approver.getByText('登録申請をしました').isVisible(), 'the request is confirmed');

        await contractor.goto(`${site.url}/operator/issuing`);
        await check(contractor, 'issuing');
        await contractor.goto(`${site.url}/operator/issuing/list?list=${reference}`);
        await check(contractor, 'issuing-list');
        await press(contractor, '払い出す');
        holds(await contractor.getByText('払い出しました').isVisible(), 'the issue is confirmed');
        await check(contractor, 'issued');

        const mail = decoded(await mailTo(site, address, started));
        const id = /ユーザID\s*：\s*([0-9A-Z]{12})/.exec(mail)?.[1];
        const password = /仮パスワード：\s*(\S{12})/.exec(mail)?.[1];
        holds(id && password, `the mail names ID and 仮パスワード: ${mail.slice(0, 400)}`);
        const administrator = await open(context);
        await enterPassword(administrator, site, id, password);
        equal(path(administrator), '/account/self', 'the first sign-in leads to 自アカウント管理');
        holds(await administrator.getByText('見本県').first().isVisible(), 'of the right municipality');

        await load(loader, site, [applicant(address)]);
        holds(await loader.getByText('すでに登録されています').first().isVisible(), 'the same person again is refused');
    });

test('every problem of a list is told with its cell', async ({ site, open, check }) => {
    const loader = await as(open, site, '厚労省 管理者ユーザ');
    await load(loader, site, [
        applicant('a@example.jp', { 公共団体コード: '980006' }), applicant('b＠例', { 郵便番号: '12345' }),
        applicant('c@example.jp', { 'フリガナ 姓': '吉田', 所属先住所: '' }), applicant('d@example.jp'), applicant('d@example.jp', { '難病/小慢': '両方？' })]);
    equal(path(loader), '/operator/applications', 'nothing was stored');
    const cells = await loader.locator('tbody th').allInnerTexts();
    equal(cells.map((cell) => cell.trim()).join(' '), 'B2 L3 N3 I4 O4 D6 L6', 'cells named');
    await check(loader, 'application-report');
    await loader.goto(`${site.url}/operator/applications`);
    await press(loader, 'アップロード');
    holds(await loader.getByText('ファイルが選ばれていません').first().isVisible(), 'an upload without a file is explained');
    const file = await download(loader, loader.getByRole('link', { name: '（フォーマット）' }));
    equal(readFileSync(file).subarray(0, 2).toString(), 'PK', 'the format is an .xlsx');
    await loader.getByLabel('管理者権限のユーザID申請リスト').setInputFiles(file);
    await press(loader, 'アップロード');
    holds(await loader.getByText('申請する人が1人もいません').isVisible(), 'an .xlsx is read: this one is empty');
});

test('sending back needs a reason, and ends the list', async ({ site, open, check }) => {
    const loader = await as(open, site, '厚労省 管理者ユーザ');
    await load(loader, site, [applicant(`back-${Date.now()}@example.jp`)]);
    const link = loader.url();
    const other = await as(open, site, '厚労省 一般ユーザ');
    await other.goto(link);
    await press(other, '差し戻す');
    holds((await other.title()).startsWith('エラー：'), 'without a reason it is refused');
    await other.locator('#field-reason').fill('2行目の部署が違います');
    await press(other, '差し戻す');
    holds(await other.getByText('2行目の部署が違います').isVisible(), 'the reason is shown');
    equal(await other.getByRole('button', { name: /承認|登録申請|差し戻す/ }).count(), 0, 'nothing more can be done');
    await check(other, 'application-rejected');
});

for (const role of ['自治体管理者', 'システム運営主体 管理者ユーザ', '運用事業者 管理者ユーザ'])
    test(`${role} cannot reach the lists of 厚労省`, async ({ site, open }) => {
        const page = await as(open, site, role);
        equal((await page.request.get(`${site.url}/operator/applications`)).status(), 403, '/operator/applications');
        equal((await page.request.get(`${site.url}/operator/issuing`)).status(), role.startsWith('運用事業者') ? 200 : 403, '/operator/issuing');
    });

await runTests();
