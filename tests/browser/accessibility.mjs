/* axe-core on a screen. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/* The violations of a screen, a text each. */
export async function violations(page) {
    await page.evaluate(source);
    const result = await page.evaluate((runOnly) => globalThis.axe.run(document, { runOnly, reporter: 'no-passes' }), tags);
    return result.violations.map((violation) =>
        `${violation.id}: ${violation.help}\n    ${violation.nodes.map((node) => node.html).slice(0, 3).join('\n    ')}`);
}
