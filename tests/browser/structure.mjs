/* What a screen is made of, without its words. Pictures and axe-core look at each structure once for each kind of window:
 * NSDB_SEEN names a directory in which the programs of one run tell each other what they looked at. */
import { createHash } from 'node:crypto';
import { closeSync, mkdtempSync, openSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

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

/* Whether nobody looked at a screen of this structure before; from now on somebody did. */
export async function isNewStructure(page) {
    const structure = await page.evaluate(`(${structureOf})(document.documentElement)`);
    const name = createHash('sha256').update(`${page.nsdb.context}\n${structure}`).digest('hex');
    try {
        closeSync(openSync(join(seen, name), 'wx'));
        return true;
    } catch (error) {
        if (error.code === 'EEXIST')
            return false;
        throw error;
    }
}
