/* Every screen that the menus lead to, with the keyboard alone: the Tab key reaches all that can be used, in the order in
 * which the page reads; each stop shows that it has the focus and lies behind nothing (WCAG 2.1.1, 2.4.3, 2.4.7, 2.4.11). */
import { holds, runTests, signInOf, test } from './harness.mjs';
import { signIn } from './journey.mjs';

/* In the page: what the Tab key should stop at, in the page's order. Of a group of radio buttons it is one. */
function findStops() {
    const usable = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]';
    const isTurnOf = (radio) => {
        const group = [...document.getElementsByName(radio.name)].filter((other) => other.form === radio.form);
        return radio === (group.find((other) => other.checked) ?? group[0]);
    };
    globalThis.stops = [...document.querySelectorAll(usable)].filter((element) =>
        !element.disabled && element.checkVisibility({ visibilityProperty: true })
        && (element.type !== 'radio' || isTurnOf(element)));
    return globalThis.stops.length;
}

/* In the page: which stop has the focus, and what a person would miss there. */
function lookAtFocus() {
    const element = document.activeElement;
    const style = getComputedStyle(element);
    const box = element.getBoundingClientRect();
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height, innerHeight) / 2);
    return {
        number: globalThis.stops.indexOf(element),
        markup: element.outerHTML.slice(0, 160),
        shown: (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow !== 'none',
        free: top !== null && (element.contains(top) || top.contains(element) || [...element.labels ?? []].includes(top)),
    };
}

async function walk(page, address) {
    const count = await page.evaluate(findStops);
    for (let number = 0; number < count; number++) {
        await page.keyboard.press('Tab');
        const focus = await page.evaluate(lookAtFocus);
        const place = `${address}, stop ${number + 1} of ${count}: ${focus.markup}`;
        holds(focus.number === number, `the Tab key goes to stop ${focus.number + 1} at ${place}`);
        holds(focus.shown, `nothing shows the focus at ${place}`);
        holds(focus.free, `the focus is hidden at ${place}`);
    }
}

/* Addresses of other screens on this one; each path once, whatever is asked of it. */
async function linksOf(page, site) {
    const links = await page.locator('a[href^="/"]').evaluateAll((found) => found.map((link) => link.getAttribute('href')));
    return links.map((link) => new URL(link, site.url)).filter(({ pathname }) =>
        !/^\/(static|download|sample|signin)\//.test(pathname) && !/\.(csv|xlsx|pdf)$/.test(pathname));
}

async function walkAll(page, site) {
    const seen = new Set();
    const next = [new URL('/account/', site.url)];
    for (let address; (address = next.shift()) !== undefined;) {
        if (seen.has(address.pathname))
            continue;
        seen.add(address.pathname);
        const answer = await page.goto(address.href);
        if (!answer.headers()['content-type']?.startsWith('text/html'))
            continue;
        await walk(page, address.pathname);
        next.push(...await linksOf(page, site));
    }
    return seen.size;
}

test('the sign-in page', async ({ site, open }) => {
    const page = await open();
    await page.goto(`${site.url}/signin/`);
    await walk(page, '/signin/');
});

const roles = ['医療クラーク等', '難病指定医（責任者を兼ねる）', '自治体職員', '自治体管理者', '運用事業者 管理者ユーザ', 'システム運営主体 管理者ユーザ'];
for (const role of roles)
    test(`all screens of ${role}`, async ({ site, open }) => {
        const page = await open();
        await signIn(page, site, signInOf(site, role, true));
        const screens = await walkAll(page, site);
        holds(screens > 3, `only ${screens} screens were found`);
        console.log(`# ${screens} screens`);
    });

await runTests();
