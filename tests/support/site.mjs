/* The running site's database, and numbers that nobody in it has. NSDB_VAR names the site. */
import { execFileSync } from 'node:child_process';
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
