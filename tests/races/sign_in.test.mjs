/* The 初回ログイン and the sign-in against what others do to the account at the same moment (threats 9, 11 and R-051). */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import test from 'node:test';
import { Visitor, activate, drawn, judge, knownHash, knownPassword, newInstitution, parameter, race, registered, rounds,
    sampleAccount, unsent } from '../support/race.mjs';
import { count, sql } from '../support/site.mjs';

const clerk = Visitor.of(sampleAccount('自治体職員', '見本県'));
const choice = { question: 'first_pet', answer: 'ぽちたろう', new_password: 'kiiroi-densha-no-yume-42', new_password_again: 'kiiroi-densha-no-yume-42' };

/* At one step of the 初回ログイン, with a session. */
function enrolling(person, step) {
    sql(`INSERT INTO first_signin (account_id, purpose, step, updated_at) VALUES (${person.account}, 'first', '${step}', NOW(6))
        ON DUPLICATE KEY UPDATE step = '${step}';
        UPDATE account SET issue_state = 'issued' WHERE id = ${person.account};`);
    return Visitor.of(person.login, 'enrolling');
}

const stateOf = (person) => sql(`SELECT issue_state FROM account WHERE id = ${person.account}`)[0][0];

/* Sixteen keys are made in each round: seconds of work. */
const mailRounds = rounds > 20 ? rounds : Math.ceil(rounds / 4);

test('メールアドレス登録 sixteen times at once: only the last key is valid, and no more mails than allowed', async () => {
    for (let round = 0; round < mailRounds; round++) {
        const person = await registered(clerk);
        const visitor = enrolling(person, 'mail');
        const addresses = Array.from({ length: 16 }, (_, number) => `race-${person.account}-${number}@example.jp`);
        const answers = await race(addresses.map((address) => visitor.request('/signin/mail', { mail_address: address })), 200);
        judge(answers, { winners: 10, told: /24時間に送れる回数/ });
        const [[generation, last, pending, valid]] = sql(`SELECT a.mail_generation, a.mail_address,
              (SELECT COUNT(*) FROM key_file k WHERE k.account_id = a.id AND k.state = 'pending'),
              (SELECT COUNT(*) FROM key_file k WHERE k.account_id = a.id AND k.state = 'pending' AND k.mail_generation = a.mail_generation
                AND k.generation = (SELECT MAX(l.generation) FROM key_file l WHERE l.account_id = a.id))
            FROM account a WHERE a.id = ${person.account}`);
        assert.deepEqual([generation, pending, valid], ['10', '1', '1']);
        const [[recipient, state]] = sql(`SELECT recipient, state FROM outbox WHERE account_id = ${person.account} AND kind = 'key_file' ORDER BY id DESC LIMIT 1`);
        assert.equal(recipient, last, 'the newest mail goes to the address that is registered');
        assert.notEqual(state, 'void');
        assert.equal(count(`SELECT COUNT(*) FROM outbox WHERE account_id = ${person.account} AND kind = 'key_file' AND recipient <> '${last}'
            AND state IN ('new', 'deferred', 'sending')`), 0, 'no other key is still sent');
        assert.equal(answers.filter((answer, number) => answer.status === 303 && addresses[number] === last).length, 1);
    }
});

test('再発行 against the end of the 初回ログイン: one of both', async () => {
    for (let round = 0; round < rounds; round++) {
        const person = await registered(clerk);
        const visitor = enrolling(person, 'secret');
        const page = `/institution/users/reissue?designation=${person.designation}`;
        const answers = await race([{ bytes: await drawn(clerk, page, '/institution/users/reissue'), late: 250 },
            visitor.request('/signin/secret', choice)]);
        const ended = answers[1].location === unsent; /* the session was over before the answer was read */
        judge(answers.filter((_, number) => number === 0 || !ended), { told: /すでに利用を始めている|初回ログインの途中で/ });
        assert.equal(stateOf(person), answers[0].status === 303 ? 'unissued' : 'active');
        assert.equal(count(`SELECT COUNT(*) FROM initial_password WHERE account_id = ${person.account}`), answers[0].status === 303 ? 1 : 0);
    }
});

test('the successor\'s 初回ログイン against the deletion by the 責任者 in office: exactly one 責任者, and the loser is told', async () => {
    const wins = { successor: 0, predecessor: 0 };
    for (let round = 0; round < rounds; round++) {
        const code = newInstitution();
        const doctor = await registered(clerk, { institution_code: code, institution_name: '競走病院' });
        activate(doctor.account);
        const predecessor = Visitor.of(doctor.login);
        const { location } = await predecessor.post('/staff/register', { kind: 'manager', family_name: '後', given_name: '任', family_kana: 'コウ',
            given_kana: 'ニン', department: '課', telephone: '03-0000-0000', mail: '' });
        const reference = parameter(location, 'account');
        const [[account, login]] = sql(`SELECT id, login_id FROM account WHERE reference = '${reference}'`);
        const successor = enrolling({ account, login }, 'secret');
        const page = `/staff/users/delete?account=${reference}`;
        const answers = await race([{ bytes: await drawn(predecessor, page, '/staff/users/delete'), late: 250 },
            successor.request('/signin/secret', choice)]);
        const late = answers[1].location === unsent;
        judge(answers.filter((_, number) => number === 0 || !late),
            { told: /初回ログインの途中で|責任者が交代した|責任者の交代|このユーザを変更|このユーザは見つかりません/ });
        const won = answers[0].status === 303 ? 'predecessor' : 'successor';
        wins[won] += 1;
        const [[managers, manager]] = sql(`SELECT COUNT(*), MAX(m.account_id) FROM institution_manager m JOIN medical_institution i
            ON i.id = m.institution_id WHERE i.code = '${code}' AND m.state = 'active'`);
        assert.equal(managers, '1');
        assert.equal(manager, won === 'successor' ? account : doctor.account);
        assert.equal(stateOf({ account }), won === 'successor' ? 'active' : 'deleted');
    }
    console.log(`# ${JSON.stringify(wins)}`);
});

test('削除 against the sign-in: whoever got in is out at once', async () => {
    for (let round = 0; round < rounds; round++) {
        const person = await registered(clerk);
        activate(person.account, knownHash);
        sql('DELETE FROM source_penalty');
        const stranger = await Visitor.stranger();
        const page = `/institution/users/delete?designation=${person.designation}`;
        const [deletion, entry] = await race([await drawn(clerk, page, '/institution/users/delete', { confirmed: 'yes' }),
            stranger.request('/signin/', { login_id: person.login, password: knownPassword, next: '' })], 60);
        assert.equal(deletion.status, 303);
        if (entry.status !== 303)
            judge([entry], { winners: 0, told: /ユーザIDまたはパスワードが違う/ });
        stranger.keep(entry);
        for (const inside of ['/account/', '/signin/mail', '/signin/proof'])
            assert.match((await stranger.get(inside)).location, /^\/signin\/(\?|$)/, inside);
        const token = entry.cookies.find((cookie) => cookie.startsWith('nsdb='))?.slice(5);
        if (token)
            assert.equal(count(`SELECT COUNT(*) FROM session s JOIN auth_epoch e ON e.account_id = s.account_id AND e.epoch = s.epoch
                JOIN account a ON a.id = s.account_id WHERE a.issue_state <> 'deleted'
                AND s.token_hash = UNHEX('${createHash('sha256').update(token).digest('hex')}')`), 0);
    }
});
