/* アカウントロック解除: an account is locked by ten wrong passwords from elsewhere; who may unlock it does, and the
 * right password works again. Officials in the hands of their administrators, users of institutions in those of 責任者, 指定医 and
 * the municipality. */
import { equal, holds, runTests, signInOf, test } from './harness.mjs';
import { comeIn, enterPassword, fill, lockAccount, newOfficial, path, press, signIn } from './journey.mjs';

/* Locks the account, looks at the list, and unlocks it there. */
async function lockAndUnlock({ page, site, check, list, id, name }) {
    await page.goto(`${site.url}${list}?login_id=${id}`);
    equal(await page.getByRole('link', { name: 'アカウントロック解除', includeHidden: true }).count(), 0, 'nothing to unlock yet');
    await lockAccount(site, id);
    await page.goto(`${site.url}${list}?login_id=${id}`);
    equal(await page.locator('tbody [data-state=locked]').count(), 1, 'the list shows ロック中');
    const link = await page.getByRole('link', { name: 'アカウントロック解除', includeHidden: true }).first().getAttribute('href');
    await page.goto(site.url + link);
    await check(page, `${name}-unlock`);
    await press(page, '解除する');
    equal(path(page), list, 'back at the list');
    holds(await page.getByText('ロックを解除しました').first().isVisible(), 'the page says so');
    equal(await page.locator('tbody [data-state=locked]').count(), 0, 'no lock any more');
    equal((await page.request.get(site.url + link)).status(), 409, 'there is nothing left to unlock');
    return link;
}

const offices = [
    ['unlock-municipality', '/municipality', '自治体管理者', '自治体職員', '見本県', 'default'],
    ['unlock-ministry', '/operator', '厚労省 管理者ユーザ', '厚労省 一般ユーザ', undefined, 'narrow'],
    ['unlock-contractor', '/operator', '運用事業者 管理者ユーザ', '運用事業者 一般ユーザ', undefined, 'plain'],
];

for (const [name, base, chief, colleague, organisation, context] of offices)
    test(`${chief} unlocks a user (${context})`, async ({ site, open, check }) => {
        const page = await open(context);
        await comeIn(page, site, signInOf(site, chief, true, organisation));
        await page.goto(`${site.url}${base}/register`);
        await fill(page, newOfficial());
        await press(page, '登録');
        const id = (await page.locator('tbody .nsdb-code').first().innerText()).trim();
        const link = await lockAndUnlock({ page, site, check, list: `${base}/users`, id, name });
        const other = await open();
        await comeIn(other, site, signInOf(site, colleague, true, organisation));
        equal((await other.request.get(site.url + link)).status(), 403, 'who is no administrator unlocks nobody');
    });

for (const [role, context] of [['難病指定医（責任者を兼ねる）', 'default'], ['難病指定医', 'narrow']])
    test(`${role} unlocks a clerk, who signs in again (${context})`, async ({ site, open, check }) => {
        const page = await open(context);
        await comeIn(page, site, signInOf(site, role, true, '見本県立中央病院'));
        const clerk = signInOf(site, '医療クラーク等', true, '見本県立中央病院');
        const link = await lockAndUnlock({ page, site, check, list: '/staff/users', id: clerk.id, name: 'unlock-clerk' });
        await lockAccount(site, clerk.id);
        const elsewhere = await open();
        await enterPassword(elsewhere, site, clerk.id, clerk.password);
        equal(path(elsewhere), '/signin/', 'the right password does not open a locked account');
        await page.goto(site.url + link);
        await press(page, '解除する');
        await signIn(elsewhere, site, clerk);
        equal((await elsewhere.request.get(site.url + link)).status(), 403, 'a clerk unlocks nobody');
    });

test('the municipality unlocks a doctor', async ({ site, open, check }) => {
    const page = await open();
    await comeIn(page, site, signInOf(site, '自治体職員', true, '見本県'));
    const doctor = signInOf(site, '難病指定医', true, '見本県立中央病院');
    const link = await lockAndUnlock({ page, site, check, list: '/institution/users', id: doctor.id, name: 'unlock-doctor' });
    const other = await open();
    await comeIn(other, site, signInOf(site, '自治体職員', true, '架空県'));
    equal((await other.request.get(site.url + link)).status(), 404, 'for another municipality the doctor does not exist');
    await signIn(await open(), site, doctor);
});

await runTests();
