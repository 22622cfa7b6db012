/* What script adds to pages that work without it: select-all boxes, the count of what is selected, a guard
 * against double submission, what to do after a download, focus on complaints, progress without reloading, files
 * dragged onto a field, a warning before the session ends, keys. */
const GUARD_MS = 10_000;
const POLL_MS = 1_000;
const POLL_MOST_MS = 15_000;

function each(selector, work) {
    document.querySelectorAll(selector).forEach(work);
}

/* <span data-select-all="designation" data-select-label="…"> in a table's head: a box for all boxes of that name. */
function boxesOf(place) {
    const name = place.dataset.selectAll;
    return [...place.closest("table").querySelectorAll("input[type=checkbox]")].filter((box) => box.name === name);
}

function addSelectAll(place) {
    const all = document.createElement("input");
    all.type = "checkbox";
    all.className = "nsdb-check";
    const label = document.createElement("label");
    const words = document.createElement("span");
    label.className = "nsdb-select-all";
    words.textContent = place.dataset.selectLabel ?? "すべてを選択";
    label.append(all, words);
    const show = () => {
        const boxes = boxesOf(place);
        const chosen = boxes.filter((box) => box.checked).length;
        all.checked = chosen > 0 && chosen === boxes.length;
        all.indeterminate = chosen > 0 && chosen < boxes.length;
    };
    all.addEventListener("change", () => {
        for (const box of boxesOf(place)) {
            box.checked = all.checked;
        }
        place.closest("table").dispatchEvent(new Event("change", { bubbles: true }));
    });
    document.addEventListener("change", show);
    window.addEventListener("pageshow", show);
    place.replaceChildren(label);
    show();
}

/* <span data-chosen-count> in a form: how many of its boxes in tables are chosen. */
function showChosenCount(place) {
    const form = place.closest("form");
    const show = () => {
        const boxes = [...form.elements].filter((box) => box.type === "checkbox" && box.closest("tbody"));
        const chosen = boxes.filter((box) => box.checked).length;
        const text = chosen > 0 ? `${chosen.toLocaleString("ja-JP")}件を選択中` : "";
        if (place.textContent !== text) {
            place.textContent = text;
        }
    };
    document.addEventListener("change", show);
    window.addEventListener("pageshow", show);
    show();
}

/* Comfort only: the server recognises a repeated submission by its idempotency key. */
const sentForms = new Map();

function guardSubmission(event) {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented || "download" in form.dataset) {
        return;
    }
    if (performance.now() - (sentForms.get(form) ?? -GUARD_MS) < GUARD_MS) {
        event.preventDefault();
        return;
    }
    sentForms.set(form, performance.now());
    event.submitter?.setAttribute("aria-busy", "true");
}

/* <form data-download="here" or an address>: the answer is a file, and the page stays as it was before. This says where the
 * new state can be seen. */
function tellOfDownload(event) {
    const form = event.target;
    const link = form.dataset.download === "here" ? location.href.replace(/#.*/, "") : form.dataset.download;
    const place = event.submitter?.closest(".nsdb-actions, .nsdb-row-actions, form");
    if (!/^\/|^http/.test(link ?? "") || !place) {
        return;
    }
    each(".nsdb-downloading", (told) => told.remove());
    const told = made("p", "nsdb-downloading nsdb-search-note", "PDFを作っています。保存できたら、");
    const renewed = made("a", "dads-link", "発行状態の表示を新しくしてください");
    renewed.href = link;
    told.setAttribute("role", "status");
    told.append(renewed, "。");
    place.after(told);
}

function forgetSubmissions() {
    sentForms.clear();
    each("[aria-busy=true]", (button) => button.removeAttribute("aria-busy"));
}

/* <div data-progress-url="/…" id="…">: the same element of that page takes its place, as often as the answer's Refresh
 * header asks; an answer without one is the end, and the page itself is loaded. */
function fetchPage(url) {
    return new Promise((resolve, reject) => {
        const asking = new XMLHttpRequest();
        asking.responseType = "document";
        asking.open("GET", url);
        asking.onload = () => (asking.status === 200 && asking.response ? resolve(asking) : reject(new Error("status")));
        asking.onerror = () => reject(new Error("network"));
        asking.send();
    });
}

function followProgress(place) {
    let current = place;
    const url = place.dataset.progressUrl;
    let pause = POLL_MS;
    const look = async () => {
        try {
            const answer = await fetchPage(url);
            const next = answer.response.getElementById(current.id);
            if (!answer.getResponseHeader("Refresh") || !next) {
                location.replace(url);
                return;
            }
            const moved = document.importNode(next, true);
            current.replaceWith(moved);
            current = moved;
            pause = POLL_MS;
        } catch {
            pause = Math.min(pause * 2, POLL_MOST_MS);
        }
        setTimeout(look, pause);
    };
    window.stop();
    setTimeout(look, pause);
}

/* Browsers take files dropped on a file input; this shows that it is the place. */
function showDrop(input) {
    const over = (isOver) => () => input.toggleAttribute("data-over", isOver);
    input.addEventListener("dragenter", over(true));
    input.addEventListener("dragleave", over(false));
    input.addEventListener("drop", over(false));
}

/* <body data-session-minutes="30">: three minutes before the session ends a banner says so and offers to go on. */
const WARNING_MINUTES = 3;
const LOOK_MS = 10_000;

function made(tag, className, text) {
    const element = document.createElement(tag);
    element.className = className;
    element.textContent = text;
    return element;
}

function sessionBanner(extend) {
    const banner = made("div", "dads-notification-banner", "");
    const button = made("button", "dads-button", "ログインを続ける");
    const words = `操作がないため、${WARNING_MINUTES}分以内にログアウトします。入力中の内容は送信されていません。`;
    banner.dataset.type = "warning";
    banner.setAttribute("role", "alert");
    Object.assign(button.dataset, { type: "solid-fill", size: "md" });
    button.type = "button";
    button.addEventListener("click", extend);
    banner.append(made("p", "", words), button);
    return banner;
}

function watchSession(body) {
    const warnAfterMs = (Number(body.dataset.sessionMinutes) - WARNING_MINUTES) * 60_000;
    let since = Date.now();
    let banner = null;
    const extend = async () => {
        const answer = await fetchPage("/account/").catch(() => null);
        if (answer?.responseURL.endsWith("/account/")) {
            since = Date.now();
            banner.remove();
            banner = null;
        } else {
            banner.firstChild.textContent = "ログアウトしました。入力中の内容を控えてから、もう一度ログインしてください。";
        }
    };
    setInterval(() => {
        if (!banner && Date.now() - since >= warnAfterMs) {
            banner = sessionBanner(extend);
            document.getElementById("main").prepend(banner);
        }
    }, LOOK_MS);
}

/* Under the version that this file was asked with, so that both always belong together. */
async function loadKeyScript(form) {
    const { enhanceKeyForm } = await import(`./key.js${new URL(import.meta.url).search}`);
    enhanceKeyForm(form);
}

each("[data-select-all]", addSelectAll);
each("[data-chosen-count]", showChosenCount);
each("form[data-key-proof], form[data-key-register]", loadKeyScript);
each("input[type=file]", showDrop);
each("[data-progress-url]", followProgress);
each("body[data-session-minutes]", watchSession);
document.getElementById("complaints")?.focus();
document.addEventListener("submit", guardSubmission);
document.addEventListener("submit", tellOfDownload);
window.addEventListener("pageshow", forgetSubmissions);
