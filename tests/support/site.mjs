/* The running site's database, sessions made in it, and numbers that nobody in it has. NSDB_VAR names the site. */
import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const directory = process.env.NSDB_VAR;
const socket = join(readFileSync(join(directory, 'run-directory'), 'utf8').trim(), 'database.sock');
const password = readFileSync(join(directory, 'secret', 'database-administrator'), 'utf8').trim();

/* Rows of texts. */
export function sql(text) {
    const out = execFileSync('mariadb', ['--no-defaults', `--socket=${socket}`, '--user=root', '--skip-column-names', '--batch',
        '--default-character-set=utf8mb4', 'nsdb'], { input: text, encoding: 'utf8', env: { ...process.env, MYSQL_PWD: password } });
    return out === '' ? [] : out.trimEnd().split('\n').map((line) => line.split('\t'));
}

/* One number. */
export function count(text) {
    return Number(sql(text)[0][0]);
}

/* A statement of the program with its values. */
function statement(subject, name, values) {
    const all = readFileSync(new URL(`../../sql/query/${subject}.sql`, import.meta.url), 'utf8');
    const [, text] = new RegExp(`-- name: ${name}\\n(?:--.*\\n)*([^]*?)(?:\\n\\n--|$)`).exec(all);
    return text.replace(/:(\w+)/g, (word, key) => values[key] ?? word);
}

/* A session of a ユーザID, without the walk through the sign-in, up to a stage (access/session.h): the value of its cookie. */
export function sessionOf(loginId, stage = 'full') {
    const token = randomBytes(32).toString('base64url');
    const hash = createHash('sha256').update(token).digest('hex');
    const values = { epoch: '0', token_hash: `UNHEX('${hash}')`, stage: `'${stage}'`, challenge: 'NULL', source: "INET6_ATON('127.0.0.1')",
        user_agent: "'test'", lifetime_hours: '12', account_id: `(SELECT id FROM account WHERE login_id = '${loginId}')` };
    sql(`${statement('session', 'session_insert', values)};`);
    return token;
}

/* 医籍登録番号, and with a letter before it 指定医番号, that nobody has: they go on from the highest that an earlier test left, above
 * those of the crowd of 150,000 (nsdb-admin sample --doctors) and below those of the sample (from 900001). */
const [first, last] = [250000, 900000];
let used;

function highest() {
    return count(`SELECT GREATEST(${first},
        COALESCE((SELECT MAX(medical_register_number + 0) FROM account WHERE medical_register_number REGEXP '^[0-9]{6}$'
          AND medical_register_number BETWEEN '${first}' AND '${last}'), 0),
        COALESCE((SELECT MAX(SUBSTRING(number, 2) + 0) FROM designation WHERE number REGEXP '^[A-Z][0-9]{6}$'
          AND SUBSTRING(number, 2) BETWEEN '${first}' AND '${last}'), 0))`);
}

export function unusedNumber() {
    used = (used ?? highest()) + 1;
    if (used > last)
        throw new Error('this site has no numbers left for tests: start a new one');
    return String(used);
}
