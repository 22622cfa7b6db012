/* Who owns an ID, on the screens: an institution left without 責任者 gets one from its municipality, both institutions read
 * of a move, a transfer request ends with the ID, and 秘密の質問 supports the identity check of
 * パスワード初期化 and nothing else. */
import { equal, holds, runTests, signInOf, test } from './harness.mjs';
import { comeIn, download, fillDoctor, fillPerson, firstSignIn, newDoctor, noticesIn, path, pdfText, press } from './journey.mjs';

let serial = Math.floor(Date.now() / 1000) % 900000;

/* An institution that nobody knows yet. */
function newInstitution() {
    serial += 1;
    const code = `981${String(serial).padStart(6, '0')}`;
    return { institution_code: `${code}0`, institution_name: `空席${serial}診療所` };
}

async function register(page, site, doctor) {
    await fillDoctor(page, site, doctor);
    await press(page, '登録');
    return (await page.locator('.nsdb-code').first().innerText()).trim();
}

async function linkOf(page, site, id, label) {
    await page.goto(`${site.url}/institution/users?login_id=${id}`);
    equal(await page.locator('tbody tr').count(), 1, `rows for ${id}`);
    return page.getByRole('link', { name: label, includeHidden: true }).first().getAttribute('href');
}

async function remove(page, site, id) {
    await page.goto(site.url + await linkOf(page, site, id, '削除（転出）'));
    await page.locator('input[name=confirmed]').check();
    await press(page, '削除する');
}

for (const context of ['default', 'narrow', 'plain'])
    test(`an institution left without 責任者 gets one (${context})`, async ({ site, open, check }) => {
        const page = await open(context);
        await comeIn(page, site, signInOf(site, '自治体職員', true, '見本県'));
        const place = newInstitution();
        const first = await register(page, site, newDoctor(place));
        const second = await register(page, site, newDoctor(place));
        const third = await register(page, site, newDoctor(place));
        await remove(page, site, first);
        await page.goto(`${site.url}/account/`);
        holds(await page.getByText(/責任者がいない医療機関が\d+か所あります/).isVisible(), 'the menu page says so');
        await check(page, 'vacancy-banner');
        await page.goto(`${site.url}/institution/users`);
        await Promise.all([page.waitForURL('**/institution/vacancies'), page.getByRole('link', { name: '責任者がいない医療機関を見る' }).click()]);
        await check(page, 'vacancies');
        const row = page.locator('tr', { hasText: place.institution_name });
        await Promise.all([page.waitForURL('**/manager?**'), row.getByRole('link').click()]);
        await check(page, 'vacancy-candidates');
        const late = await open(context);
        await comeIn(late, site, signInOf(site, '自治体管理者', true, '見本県'));
        await late.goto(page.url());
        await press(page, /^責任者に任命する/, page.locator('tr', { hasText: second }));
        holds(await page.getByText('責任者に任命しました').first().isVisible(), 'the page says so');
        equal(await page.getByText('責任者がいません').count(), 0, 'the office is filled');
        holds(await page.getByText(second).first().isVisible(), 'by the one who was chosen');
        await check(page, 'vacancy-filled');
        await press(late, /^責任者に任命する/, late.locator('tr', { hasText: third }));
        holds(await late.getByText('すでに責任者がいます').first().isVisible(), 'who comes second is told');
        await check(late, 'vacancy-late');
        const other = await open();
        await comeIn(other, site, signInOf(site, '自治体職員', true, '架空県'));
        equal((await other.request.get(page.url())).status(), 404, 'for another municipality the institution does not exist');
    });

test('both sides read of a move, and put it away for themselves', async ({ site, open, check }) => {
    const page = await open();
    await comeIn(page, site, signInOf(site, '自治体職員', true, '見本県'));
    const doctor = newDoctor({ given_name: `転子${serial}` });
    const target = newInstitution();
    await register(page, site, newDoctor(target));
    const id = await register(page, site, doctor);
    await page.goto(site.url + await linkOf(page, site, id, '主たる勤務先の変更'));
    await page.locator('#field-institution_code').fill(target.institution_code);
    await press(page, '主たる勤務先を変更する');

    for (const context of ['default', 'narrow', 'plain']) {
        const manager = await open(context);
        await comeIn(manager, site, signInOf(site, '難病指定医（責任者を兼ねる）', true, '見本県立中央病院'));
        const message = manager.locator('.dads-notification-banner', { hasText: doctor.given_name });
        if (context === 'plain') {
            equal(await message.count(), 0, 'what was put away stays away');
            continue;
        }
        equal(await message.count(), 1, '責任者 reads it');
        holds((await message.innerText()).includes(target.institution_name), 'where the doctor went');
        await check(manager, 'message');
        if (context === 'narrow')
            await press(manager, /^閉じる/, message);
    }
    const clerk = await open('plain');
    await comeIn(clerk, site, signInOf(site, '医療クラーク等', true, '見本県立中央病院'));
    const message = clerk.locator('.dads-notification-banner', { hasText: doctor.given_name });
    equal(await message.count(), 1, 'a clerk still reads it');
    await press(clerk, /^閉じる/, message);
    equal(await clerk.locator('.dads-notification-banner', { hasText: doctor.given_name }).count(), 0, 'and puts it away');
    const colleague = await open();
    await comeIn(colleague, site, signInOf(site, '難病指定医', true, '見本県立中央病院'));
    equal(await colleague.getByText(doctor.given_name).count(), 0, 'a doctor has no such messages');
});

/* Seed 003: a 兼務先 applied first, and the doctor's own institution has nobody yet. */
for (const context of ['default', 'narrow', 'plain'])
    test(`主たる勤務先 moves to an institution that has no doctor yet (${context})`, async ({ site, open, check }) => {
        const page = await open(context);
        await comeIn(page, site, signInOf(site, '自治体職員', true, '見本県'));
        const [secondary, own] = [newInstitution(), newInstitution()];
        await register(page, site, newDoctor(secondary));
        const doctor = newDoctor(secondary);
        const id = await register(page, site, doctor);
        await fillDoctor(page, site, { ...doctor, ...own });
        await press(page, '登録');
        holds(await page.getByText('「主たる勤務先の変更」').first().isVisible(), 'registration names the way');
        await page.goto(site.url + await linkOf(page, site, id, '主たる勤務先の変更'));
        await page.locator('#field-institution_code').fill(own.institution_code);
        await press(page, '主たる勤務先を変更する');
        holds(await page.getByText('まだ登録されていません').first().isVisible(), 'a number that nobody has wants a name');
        await check(page, 'move-unknown');
        await page.locator('#field-institution_name').fill(own.institution_name);
        await press(page, '主たる勤務先を変更する');
        holds((await page.locator('tbody tr').innerText()).includes(own.institution_name), 'the list shows the new place');
        await check(page, 'moved-to-new');
        await page.goto(`${site.url}/institution/users/manager?institution=${own.institution_code}`);
        holds(await page.getByText(id).first().isVisible(), 'whose first doctor is 責任者');
        await page.goto(site.url + await linkOf(page, site, id, '主たる勤務先の変更'));
        await page.locator('#field-institution_code').fill(secondary.institution_code);
        await page.locator('#field-institution_name').fill('名前の違う病院');
        await press(page, '主たる勤務先を変更する');
        holds(await page.getByText(`「${secondary.institution_name}」として登録済みです`).first().isVisible(), 'another name is asked about');
        await check(page, 'move-other-name');
    });

test('a transfer request ends when the issuer deletes the ID', async ({ site, open, check }) => {
    const issuer = await open();
    await comeIn(issuer, site, signInOf(site, '自治体職員', true, '見本県'));
    const doctor = newDoctor();
    const id = await register(issuer, site, doctor);
    const asker = await open();
    await comeIn(asker, site, signInOf(site, '自治体職員', true, '例示市'));
    const wanted = { ...doctor, designation_number: `E${doctor.medical_register_number}` };
    await fillDoctor(asker, site, wanted);
    await press(asker, '登録');
    await press(asker, '移管を依頼する');
    await remove(issuer, site, id);
    await asker.goto(`${site.url}/institution/transfers`);
    const row = asker.locator('tr', { hasText: wanted.designation_number });
    holds((await row.innerText()).includes('IDの削除で終了'), 'the request is over');
    holds((await row.innerText()).includes('がこのIDを削除しました'), 'and the reason is told');
    equal(await row.getByRole('button').count(), 0, 'there is nothing to withdraw');
    await check(asker, 'transfer-ended');
    await fillDoctor(asker, site, wanted);
    await press(asker, '登録');
    equal(path(asker), '/institution/register/done', 'the doctor can be registered now');
});

test('秘密の質問 at パスワード初期化: five answers a day, and no answer resets anything', async ({ site, open, check }) => {
    const page = await open();
    await comeIn(page, site, signInOf(site, '難病指定医（責任者を兼ねる）', true, '見本県立中央病院'));
    await page.goto(`${site.url}/staff/register`);
    await fillPerson(page, { kind: '医療クラーク等', department: '医事課', family_name: '質問', given_name: `太郎${serial}`, family_kana: 'シツモン',
        given_kana: 'タロウ' });
    await press(page, '登録');
    const [notice] = noticesIn(pdfText(await download(page, page.getByRole('button', { name: 'IDパスワード通知書ダウンロード' }))));
    await page.goto(`${site.url}/staff/users?login_id=${notice.id}`);
    const link = await page.getByRole('link', { name: 'パスワード初期化', includeHidden: true }).first().getAttribute('href');
    await page.goto(site.url + link);
    equal(await page.getByText('秘密の質問による本人確認').count(), 0, 'who has registered no question is asked none');
    const clerk = await open();
    await firstSignIn({ page: clerk, site, check: async () => {}, notice, address: `question-${serial}@example.jp`,
        password: 'murasaki-no-isu-3kyaku', name: 'question' });
    await page.goto(site.url + link);
    await check(page, 'question');
    await press(page, '答えを確かめる');
    holds(await page.getByText('本人の答えが空です').isVisible(), 'no answer is told, and not counted');
    const expected = ['登録された答えと一致しません', '登録された答えと一致しました', '登録された答えと一致しません', '登録された答えと一致しません',
        '登録された答えと一致しません', 'これ以上は確かめられません'];
    const answers = ['たま', 'ぽち　たろう', 'ぽち', 'みけ', 'くろ', 'ぽちたろう'];
    for (const [i, answer] of answers.entries()) {
        await page.locator('#field-answer').fill(answer);
        await press(page, '答えを確かめる');
        holds(await page.getByText(expected[i]).isVisible(), `answer ${i + 1}: ${expected[i]}`);
        equal(await page.locator('#field-answer').inputValue(), '', 'the answer is not shown again');
        if (i < 2 || i === 5)
            await check(page, `question-${i}`);
    }
    await clerk.goto(`${site.url}/account/`);
    equal(path(clerk), '/account/', 'the clerk is still signed in: no answer did anything');
    await press(page, '初期化する');
    await clerk.goto(`${site.url}/account/`);
    equal(path(clerk), '/signin/', 'the button did');
});

await runTests();
