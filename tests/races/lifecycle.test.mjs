/* Two who change the same ID at the same moment: one wins, the other is told what is the case (threats 9 and 11, R04). */
import assert from 'node:assert/strict';
import test from 'node:test';
import { Visitor, activate, csvOf, drawn, judge, knownHash, newDoctor, pageText, parameter, pause, race, registered,
    rounds, sampleAccount, unsent } from '../support/race.mjs';
import { count, sql } from '../support/site.mjs';

const clerk = Visitor.of(sampleAccount('自治体職員', '見本県'));
const chief = Visitor.of(sampleAccount('自治体管理者', '見本県'));
const asker = Visitor.of(sampleAccount('自治体職員', '例示市'));
const isFile = (answer) => answer.status === 200 && answer.type === 'application/pdf';

async function inUse() {
    const doctor = await registered(clerk);
    activate(doctor.account);
    return doctor;
}

/* A button of the list: the page behind it, its form sent. */
const deed = (visitor, doctor, deed, typed) =>
    drawn(visitor, `/institution/users/${deed}?designation=${doctor.designation}`, `/institution/users/${deed}`, typed);

test('再発行 twice: one slip more, the other clerk is told', async () => {
    for (let round = 0; round < rounds; round++) {
        const doctor = await registered(clerk);
        judge(await race([await deed(clerk, doctor, 'reissue'), await deed(chief, doctor, 'reissue')]), { told: /ほかの人が初期パスワードを再発行しました/ });
        assert.equal(count(`SELECT slip_number FROM initial_password WHERE account_id = ${doctor.account}`), 2);
    }
});

test('訂正 twice: no update is lost', async () => {
    for (let round = 0; round < rounds; round++) {
        const doctor = await registered(clerk);
        judge(await race([await deed(clerk, doctor, 'edit', { department: '内科' }), await deed(chief, doctor, 'edit', { given_name: '跳' })]),
            { told: /ほかの人がこのIDを訂正しました/ });
        const [[version, department, name]] = sql(`SELECT a.version, f.department, a.given_name FROM account a JOIN affiliation f ON f.account_id = a.id
            WHERE a.id = ${doctor.account}`);
        assert.equal(version, '2');
        assert.equal(Number(department === '内科') + Number(name === '跳'), 1, 'only the winner\'s change is there');
    }
});

test('訂正 and 有効期限延長: the form that was opened before the other\'s change is refused', async () => {
    for (let round = 0; round < rounds; round++) {
        const doctor = await registered(clerk);
        judge(await race([await deed(clerk, doctor, 'edit', { department: '内科' }), await deed(chief, doctor, 'extend', { expires_on: '2036-03-31' })]),
            { told: /ほかの人がこのID/ });
        assert.equal(count(`SELECT version FROM account WHERE id = ${doctor.account}`), 2);
    }
});

test('有効期限延長 twice: one date, the other clerk is told', async () => {
    for (let round = 0; round < rounds; round++) {
        const doctor = await inUse();
        judge(await race([await deed(clerk, doctor, 'extend', { expires_on: '2036-03-31' }), await deed(chief, doctor, 'extend', { expires_on: '2037-03-31' })]),
            { told: /ほかの人がこのID/ });
    }
});

test('削除 twice, and 削除 against 主たる勤務先の変更', async () => {
    for (let round = 0; round < rounds; round++) {
        const doctor = await registered(clerk);
        const second = round % 2 === 0 ? await deed(chief, doctor, 'delete', { confirmed: 'yes' })
            : await deed(chief, doctor, 'primary', { institution_code: '9810000043' });
        judge(await race([await deed(clerk, doctor, 'delete', { confirmed: 'yes' }), second]), { told: /見つかりません|ほかの人がこのID/ });
    }
});

test('有効期限延長 against the doctor\'s own post in flight: it is stored before, or the doctor is told', async () => {
    const place = sql("SELECT reference FROM medical_institution WHERE code = '9810000043'")[0][0];
    for (let round = 0; round < rounds; round++) {
        const doctor = await inUse();
        const person = Visitor.of(doctor.login);
        const [extension, post] = await race([await deed(clerk, doctor, 'extend', { expires_on: '2036-03-31' }),
            person.request('/account/affiliations/add', { place, scheme: 'nanbyo', department: '' })]);
        assert.equal(extension.status, 303);
        const stored = count(`SELECT COUNT(*) FROM affiliation WHERE account_id = ${doctor.account} AND place = 'secondary'`);
        const gone = post.location === unsent;
        assert.equal(stored, post.status === 303 && !gone ? 1 : 0);
        if (post.status !== 303)
            judge([post], { winners: 0, told: /ログインは終了しました/ });
        assert.equal((await person.get('/account/')).status, 303, 'the session has ended');
    }
});

test('削除 of an official against the upload in flight: it is stored before, or the official is told', async () => {
    for (let round = 0; round < rounds; round++) {
        const { location } = await chief.post('/municipality/register', { family_name: '競', given_name: '走', family_kana: 'キソウ',
            given_kana: 'ハシル', department: '課', telephone: '03-0000-0000', mail: '' });
        const login = parameter(location, 'login_id');
        const [[account, reference]] = sql(`SELECT id, reference FROM account WHERE login_id = '${login}'`);
        activate(account);
        const official = Visitor.of(login);
        const [deletion, upload] = await race([
            await drawn(chief, `/municipality/users/delete?account=${reference}`, '/municipality/users/delete'),
            official.request('/institution/import', {}, { file: ['race.csv', csvOf('980005', [newDoctor()])] })]);
        assert.equal(deletion.status, 303);
        const stored = count(`SELECT COUNT(*) FROM bulk_import WHERE account_id = ${account}`);
        assert.equal(stored, upload.status === 303 && upload.location !== unsent ? 1 : 0);
        if (upload.status !== 303)
            judge([upload], { winners: 0, told: /ログインは終了しました/ });
    }
});

async function asked(doctor) {
    const wanted = { ...newDoctor(), medical_register_number: doctor.medical_register_number, institution_code: '9810000043',
        institution_name: '見本県大学医学部附属病院' };
    assert.equal((await asker.post('/institution/register/transfer', wanted)).status, 303);
    return sql(`SELECT reference FROM designation_transfer WHERE account_id = ${doctor.account} AND state = 'requested'`)[0][0];
}

test('a transfer approved, refused and withdrawn at once: one decision', async () => {
    for (let round = 0; round < rounds; round++) {
        const doctor = await registered(clerk);
        const transfer = await asked(doctor);
        judge(await race([clerk.request('/institution/transfers/approve', { transfer, confirmed: 'yes' }),
            chief.request('/institution/transfers/refuse', { transfer, reason: '書類がありません' }),
            asker.request('/institution/transfers/withdraw', { transfer })]), { told: /すでに「(承認|却下|取下げ)」になっています/ });
        assert.equal(count(`SELECT COUNT(*) FROM designation WHERE account_id = ${doctor.account} AND live_scheme IS NOT NULL`), 1);
    }
});

test('a transfer approved while the ID is deleted: one of both', async () => {
    for (let round = 0; round < rounds; round++) {
        const doctor = await registered(clerk);
        const transfer = await asked(doctor);
        judge(await race([clerk.request('/institution/transfers/approve', { transfer, confirmed: 'yes' }),
            await deed(chief, doctor, 'delete', { confirmed: 'yes' })]), { told: /すでに削除されています|IDの削除で終了|このIDは見つかりません/ });
    }
});

test('アカウントロック解除 twice: one unlocks, the other is told', async () => {
    for (let round = 0; round < rounds; round++) {
        const doctor = await inUse();
        sql(`UPDATE account SET locked_at = NOW(6) WHERE id = ${doctor.account};
            INSERT INTO sign_in_guard (account_id, failures, updated_at) VALUES (${doctor.account}, 10, NOW(6));`);
        const unlock = (visitor) => drawn(visitor, `/institution/users/unlock?account=${doctor.reference}`, '/institution/users/unlock');
        judge(await race([await unlock(clerk), await unlock(chief)]), { told: /ロックされていません/ });
    }
});

test('アカウントロック解除 against the try that locks: locked exactly when no try is left', async () => {
    for (let round = 0; round < rounds; round++) {
        const doctor = await inUse();
        sql(`UPDATE account SET locked_at = NOW(6) WHERE id = ${doctor.account};
            INSERT INTO password (account_id, hash, changed_at) VALUES (${doctor.account}, '${knownHash}', NOW(6));
            INSERT INTO sign_in_guard (account_id, failures, updated_at) VALUES (${doctor.account}, 9, NOW(6));
            DELETE FROM source_penalty;`);
        const stranger = await Visitor.stranger();
        const guess = stranger.request('/signin/', { login_id: doctor.login, password: `wrong-${round}`, next: '' });
        const [unlocked] = await race([await drawn(clerk, `/institution/users/unlock?account=${doctor.reference}`, '/institution/users/unlock'), guess], 60);
        assert.equal(unlocked.status, 303);
        const [[locked, failures]] = sql(`SELECT a.locked_at IS NOT NULL, g.failures FROM account a JOIN sign_in_guard g ON g.account_id = a.id
            WHERE a.id = ${doctor.account}`);
        assert.equal(Number(locked), Number(failures >= 10), `${failures} failures, locked ${locked}`);
    }
});

/* A list of 見本県 that is registered: { reference, designation } of its first doctor. */
async function imported() {
    const { location } = await clerk.post('/institution/import', {}, { file: ['race.csv', csvOf('980005', [newDoctor(), newDoctor(), newDoctor()])] });
    const reference = parameter(location, 'import');
    await stateOf(reference, ['checked']);
    await clerk.post('/institution/import/job', { import: reference });
    await stateOf(reference, ['done']);
    return { reference, designation: sql(`SELECT d.reference FROM designation d JOIN bulk_import b ON b.id = d.import_id
        WHERE b.reference = '${reference}' ORDER BY d.id LIMIT 1`)[0][0] };
}

async function stateOf(reference, wanted) {
    for (let attempt = 0; attempt < 400; attempt++) {
        const [[state]] = sql(`SELECT state FROM bulk_import WHERE reference = '${reference}'`);
        if (wanted.includes(state))
            return state;
        await pause(25);
    }
    throw new Error(`the import never came to ${wanted}`);
}

test('取り込みの取消 against a notice of one of its IDs: one of both', async () => {
    for (let round = 0; round < rounds; round++) {
        const { reference, designation } = await imported();
        const [withdrawal, notice] = await race([clerk.request('/institution/import/withdraw', { import: reference }),
            chief.request('/institution/users/notice', { designation })], 40);
        const state = await stateOf(reference, ['withdrawn', 'done']);
        const job = pageText((await clerk.get(`/institution/import/job?import=${reference}`)).body);
        assert.equal(isFile(notice), state === 'done');
        if (!isFile(notice))
            judge([notice], { winners: 0, told: /このIDは見つかりません/ });
        if (state === 'done')
            assert.match(withdrawal.status === 303 ? job : pageText(withdrawal.body), /取り消せません/);
        assert.equal(count(`SELECT COUNT(*) FROM designation d JOIN bulk_import b ON b.id = d.import_id
            WHERE b.reference = '${reference}' AND d.live_scheme IS NOT NULL`), state === 'done' ? 3 : 0);
    }
});
