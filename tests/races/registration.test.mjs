/* Two who register the same thing at the same moment, alone or by a file: threats 8 and 10, R03. */
import assert from 'node:assert/strict';
import test from 'node:test';
import { Visitor, csvOf, judge, newDoctor, newInstitution, pageText, parameter, pause, race, rounds,
    sampleAccount } from '../support/race.mjs';
import { count, sql } from '../support/site.mjs';

const mihon = Visitor.of(sampleAccount('自治体職員', '見本県'));
const reiji = Visitor.of(sampleAccount('自治体職員', '例示市'));
const other = { municipality: '例示市', code: codeOf('例示市'), visitor: reiji };
const own = { municipality: '見本県', code: codeOf('見本県'), visitor: mihon };
const known = /例示市で登録済み|見本県で登録済み/;

function codeOf(name) {
    return sql(`SELECT code FROM municipality WHERE name = '${name}'`)[0][0];
}

function accountsOf(doctor) {
    return count(`SELECT COUNT(*) FROM account WHERE live_register_number = '${doctor.medical_register_number}'`);
}

/* An uploaded list that the check has found right; gives its job's address. */
async function checkedList(side, doctors, large) {
    const { location } = await side.visitor.post('/institution/import', {}, { file: ['race.csv', csvOf(side.code, doctors, large)] });
    await settled(side, location);
    assert.match((await jobPage(side, location)), /登録できます/);
    return location;
}

async function jobPage(side, location) {
    return pageText((await side.visitor.get(location)).body);
}

async function settled(side, location) {
    for (let attempt = 0; attempt < 300; attempt++) {
        if (!/この画面は自動で新しくなります/.test((await side.visitor.get(location)).body))
            return;
        await pause(50);
    }
    throw new Error(`${location} did not end`);
}

function commit(side, location) {
    return side.visitor.request('/institution/import/job', { import: parameter(location, 'import') });
}

/* Both lists end; gives their pages. */
async function commitBoth(first, firstList, second, secondList) {
    const answers = await race([commit(first, firstList), commit(second, secondList)]);
    assert.deepEqual(answers.map((answer) => answer.status), [303, 303]);
    await Promise.all([settled(first, firstList), settled(second, secondList)]);
    return Promise.all([jobPage(first, firstList), jobPage(second, secondList)]);
}

function institutionIsOne(code, doctors) {
    assert.deepEqual(sql(`SELECT COUNT(*), (SELECT COUNT(*) FROM institution_manager m JOIN medical_institution i ON i.id = m.institution_id
            WHERE i.code = '${code}' AND m.state = 'active'),
          (SELECT COUNT(*) FROM designation d JOIN medical_institution i ON i.id = d.institution_id WHERE i.code = '${code}')
        FROM medical_institution WHERE code = '${code}'`)[0].map(Number), [1, 1, doctors]);
}

/* Registers doctors one by one while a long list is being registered; gives the answers and how long each took. */
async function registerBeside(list, makeDoctor) {
    const answers = [];
    const id = sql(`SELECT id FROM bulk_import WHERE reference = '${parameter(list, 'import')}'`)[0][0];
    const atWork = () => count(`SET SESSION TRANSACTION ISOLATION LEVEL READ UNCOMMITTED;
        SELECT COUNT(*) FROM bulk_import b WHERE b.id = ${id} AND b.state = 'committing' AND EXISTS (SELECT 1 FROM designation WHERE import_id = b.id)`) > 0;
    assert.equal((await other.visitor.send(commit(other, list))).status, 303);
    while (!atWork())
        await pause(20);
    for (let before = Date.now(); atWork(); before = Date.now()) {
        const answer = await mihon.post('/institution/register', makeDoctor());
        if (atWork())
            answers.push({ answer, milliseconds: Date.now() - before });
    }
    await settled(other, list);
    assert.match(await jobPage(other, list), /登録しました/);
    assert.ok(answers.length > 0, 'the list was long enough');
    return answers;
}

const many = (place) => Array.from({ length: 20000 }, () => newDoctor(place));

test('while a long list is registered, 個別登録 at the same institution goes on', async () => {
    const place = { institution_code: newInstitution(), institution_name: '競走病院' };
    assert.equal((await mihon.post('/institution/register', newDoctor(place))).status, 303);
    for (const { answer, milliseconds } of await registerBeside(await checkedList(other, many(place)), () => newDoctor(place))) {
        judge([answer], {});
        assert.ok(milliseconds < 2000, `${milliseconds} ms`);
    }
});

test('while a list makes an institution, 個別登録 there is told so at once, and goes on afterwards', async () => {
    const place = { institution_code: newInstitution(), institution_name: '競走病院' };
    for (const { answer, milliseconds } of await registerBeside(await checkedList(other, many(place)), () => newDoctor(place))) {
        judge([answer], { winners: 0, told: /例示市の一括登録を取り込んでいる/ });
        assert.ok(milliseconds < 3000, `${milliseconds} ms`);
    }
    judge([await mihon.post('/institution/register', newDoctor(place))], {});
});

test('two forms, one new institution: one institution, one 責任者, two doctors', async () => {
    for (let round = 0; round < rounds; round++) {
        const place = { institution_code: newInstitution(), institution_name: '競走病院' };
        const answers = await race([mihon.request('/institution/register', newDoctor(place)), reiji.request('/institution/register', newDoctor(place))]);
        judge(answers, { winners: 2 });
        institutionIsOne(place.institution_code, 2);
    }
});

test('two files, one new institution: one institution, one 責任者, both lists registered', async () => {
    for (let round = 0; round < rounds; round++) {
        const place = { institution_code: newInstitution(), institution_name: '競走病院' };
        const small = await checkedList(own, [newDoctor(place), newDoctor(place)]);
        const large = await checkedList(other, [newDoctor(place), newDoctor(place)], true);
        for (const page of await commitBoth(own, small, other, large))
            assert.match(page, /登録しました/);
        institutionIsOne(place.institution_code, 4);
    }
});

test('two municipalities, one doctor, form and form: one registers, the other reads who has', async () => {
    for (let round = 0; round < rounds; round++) {
        const doctor = newDoctor();
        judge(await race([mihon.request('/institution/register', doctor), reiji.request('/institution/register', doctor)]), { told: known });
        assert.equal(accountsOf(doctor), 1);
    }
});

test('one municipality, one doctor, two clerks: one registers, the other reads that it is done', async () => {
    const second = Visitor.of(sampleAccount('自治体管理者', '見本県'));
    for (let round = 0; round < rounds; round++) {
        const doctor = newDoctor();
        judge(await race([mihon.request('/institution/register', doctor), second.request('/institution/register', doctor)]),
            { told: /すでに.*登録|登録済み/ });
        assert.equal(accountsOf(doctor), 1);
    }
});

test('two municipalities, one doctor, form and file: one registers, the other reads who has', async () => {
    for (let round = 0; round < rounds; round++) {
        const doctor = newDoctor();
        const list = await checkedList(own, [newDoctor(), doctor]);
        const [, form] = await race([commit(own, list), reiji.request('/institution/register', doctor)], 60);
        await settled(own, list);
        const page = await jobPage(own, list);
        assert.equal(accountsOf(doctor), 1);
        if (form.status === 303)
            assert.match(page, /例示市で登録済み/);
        else
            judge([form], { winners: 0, told: /見本県で登録済み/ });
        assert.equal(/登録しました/.test(page), form.status !== 303, page.slice(0, 300));
    }
});

test('two municipalities, one doctor, file and file: one list registers, the report of the other says who has', async () => {
    for (let round = 0; round < rounds; round++) {
        const doctor = newDoctor();
        const small = await checkedList(own, [newDoctor(), doctor]);
        const large = await checkedList(other, [newDoctor(), doctor], true);
        const pages = await commitBoth(own, small, other, large);
        assert.equal(pages.filter((page) => /登録しました/.test(page)).length, 1);
        assert.match(pages.find((page) => !/登録しました/.test(page)), known);
        assert.equal(accountsOf(doctor), 1);
    }
});
