/* axe-core on a screen. What it judges by is the screen's structure, not its words, so each structure is looked at once for
 * each kind of window: NSDB_SEEN names a directory in which the programs of one run tell each other what they looked at. */
import { createHash } from 'node:crypto';
import { closeSync, mkdtempSync, openSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
const seen = process.env.NSDB_SEEN || mkdtempSync(join(tmpdir(), 'nsdb-seen-'));

/* Runs in the browser. Elements, attributes without what differs from person to person, and where words stand; neighbours
 * that are alike count once, so that a longer list is no other screen. */
function structureOf(node) {
    const personal = ['value', 'href', 'content', 'datetime', 'nonce'];
    if (node.nodeType === Node.TEXT_NODE)
        return node.data.trim() === '' ? '' : 'words';
    if (node.nodeType !== Node.ELEMENT_NODE)
        return '';
    const attributes = [...node.attributes].filter(({ name }) => !personal.includes(name))
        .map(({ name, value }) => `${name}="${value.replace(/[A-Za-z0-9_-]{20,}|\d+/g, '0')}"`);
    const inside = [...node.childNodes].map(structureOf).filter((part, at, parts) => part !== '' && part !== parts[at - 1]);
    return `<${node.localName} ${attributes.join(' ')}>${inside.join('')}</${node.localName}>`;
}

async function nameOf(page) {
    const structure = await page.evaluate(`(${structureOf})(document.documentElement)`);
    return createHash('sha256').update(`${page.nsdb.context}\n${structure}`).digest('hex');
}

/* Whether nobody looked at this structure before; from now on somebody did. */
function isNew(name) {
    try {
        closeSync(openSync(join(seen, name), 'wx'));
        return true;
    } catch (error) {
        if (error.code === 'EEXIST')
            return false;
        throw error;
    }
}

/* The violations of a screen, a text each. */
export async function violations(page) {
    if (!isNew(await nameOf(page)))
        return [];
    await page.evaluate(source);
    const result = await page.evaluate((runOnly) => globalThis.axe.run(document, { runOnly, resultTypes: ['violations'] }), tags);
    return result.violations.map((violation) =>
        `${violation.id}: ${violation.help}\n    ${violation.nodes.map((node) => node.html).slice(0, 3).join('\n    ')}`);
}
