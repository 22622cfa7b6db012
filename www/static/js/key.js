/* 暗号化鍵ファイル in the browser. A page brings a form with data-key-proof or data-key-register, data-challenge
 * (base64url) and data-account, a hidden input "signature", a file input "key_file" and an input "passphrase".
 * The file is opened here; the private key never leaves the browser and cannot be read out of it again. Without
 * WebCrypto the form posts file and passphrase, and the server opens the file. */

const CURVE = { name: "ECDSA", namedCurve: "P-256" };
const ROUNDS_MOST = 10_000_000;
const OID = {
    pbes2: "2a864886f70d01050d",
    pbkdf2: "2a864886f70d01050c",
    hmacSha256: "2a864886f70d0209",
    aes256Cbc: "60864801650304012a",
};

function bytesOfBase64(text) {
    return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
}

function base64url(buffer) {
    const text = btoa(String.fromCharCode(...new Uint8Array(buffer)));
    return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function hex(bytes) {
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/* The elements of DER: [{tag, body}, …]. Lengths up to two bytes are enough for a key file. */
function elements(bytes) {
    const found = [];
    let at = 0;
    while (at < bytes.length) {
        const tag = bytes[at];
        let length = bytes[at + 1];
        let head = 2;
        if (length === 0x81 || length === 0x82) {
            head += length - 0x80;
            length = head === 3 ? bytes[at + 2] : bytes[at + 2] * 256 + bytes[at + 3];
        } else if (!(length < 0x80)) {
            throw new Error("DER");
        }
        if (at + head + length > bytes.length) {
            throw new Error("DER");
        }
        found.push({ tag, body: bytes.subarray(at + head, at + head + length) });
        at += head + length;
    }
    return found;
}

/* The bodies of a SEQUENCE whose elements have exactly these tags; a trailing "?" makes one optional. */
function sequence(element, tags) {
    const inside = element.tag === 0x30 ? elements(element.body) : [];
    const bodies = [];
    for (const wanted of tags) {
        const tag = Number.parseInt(wanted, 16);
        if (inside.length > 0 && inside[0].tag === tag) {
            bodies.push(inside.shift());
        } else if (wanted.endsWith("?")) {
            bodies.push(null);
        } else {
            throw new Error("DER");
        }
    }
    return bodies;
}

function need(element, oid) {
    if (hex(element.body) !== oid) {
        throw new Error("OID");
    }
}

/* EncryptedPrivateKeyInfo with PBES2, PBKDF2-HMAC-SHA256 and AES-256-CBC (RFC 5958, RFC 8018). */
export function readKeyFile(pem) {
    const body = /-----BEGIN ENCRYPTED PRIVATE KEY-----([A-Za-z0-9+/=\s]+)-----END ENCRYPTED PRIVATE KEY-----/u.exec(pem);
    if (!body) {
        throw new Error("PEM");
    }
    const [how, sealed] = sequence(elements(bytesOfBase64(body[1].replace(/\s/gu, "")))[0], ["30", "04"]);
    const [scheme, parameters] = sequence(how, ["06", "30"]);
    need(scheme, OID.pbes2);
    const [derivation, cipher] = sequence(parameters, ["30", "30"]);
    const [kdf, kdfParameters] = sequence(derivation, ["06", "30"]);
    need(kdf, OID.pbkdf2);
    const [salt, rounds, , hash] = sequence(kdfParameters, ["04", "02", "02?", "30"]);
    need(sequence(hash, ["06"])[0], OID.hmacSha256);
    const [cipherName, iv] = sequence(cipher, ["06", "04"]);
    need(cipherName, OID.aes256Cbc);
    const iterations = Number.parseInt(hex(rounds.body), 16);
    if (!(iterations >= 1 && iterations <= ROUNDS_MOST)) {
        throw new Error("rounds");
    }
    return { salt: salt.body, iterations, iv: iv.body, sealed: sealed.body };
}

/* As it may be typed: full-width, with blanks or hyphens, in any case. */
export function normalPassphrase(typed) {
    return typed
        .replace(/[\uFF01-\uFF5E]/gu, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0))
        .replace(/[\s\u3000-]/gu, "")
        .toLowerCase();
}

/* The private key for signing, which cannot be exported, and the public key as SubjectPublicKeyInfo. */
export async function openKeyFile(pem, passphrase) {
    const file = readKeyFile(pem);
    const secret = new TextEncoder().encode(normalPassphrase(passphrase));
    const base = await crypto.subtle.importKey("raw", secret, "PBKDF2", false, ["deriveKey"]);
    const opener = await crypto.subtle.deriveKey(
        { name: "PBKDF2", hash: "SHA-256", salt: file.salt, iterations: file.iterations },
        base, { name: "AES-CBC", length: 256 }, false, ["decrypt"]);
    const plain = new Uint8Array(await crypto.subtle.decrypt({ name: "AES-CBC", iv: file.iv }, opener, file.sealed));
    try {
        const { x, y, kty, crv } = await crypto.subtle.exportKey("jwk",
            await crypto.subtle.importKey("pkcs8", plain, CURVE, true, ["sign"]));
        const shared = await crypto.subtle.importKey("jwk", { x, y, kty, crv }, CURVE, true, ["verify"]);
        return {
            privateKey: await crypto.subtle.importKey("pkcs8", plain, CURVE, false, ["sign"]),
            publicKey: base64url(await crypto.subtle.exportKey("spki", shared)),
        };
    } finally {
        plain.fill(0);
        secret.fill(0);
    }
}

/* 64 bytes r‖s over SHA-256 of the challenge's bytes, as base64url. */
export async function signChallenge(privateKey, challenge) {
    const how = { name: "ECDSA", hash: "SHA-256" };
    return base64url(await crypto.subtle.sign(how, privateKey, bytesOfBase64(challenge)));
}

/* The browser's store: one key for each account. */
function inStore(mode, work) {
    return new Promise((resolve, reject) => {
        const opening = indexedDB.open("nsdb", 1);
        opening.onupgradeneeded = () => opening.result.createObjectStore("key");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
            const change = opening.result.transaction("key", mode);
            const asked = work(change.objectStore("key"));
            change.oncomplete = () => {
                opening.result.close();
                resolve(asked.result);
            };
            change.onabort = () => reject(change.error);
        };
    });
}

function storedKey(account) {
    return inStore("readonly", (keys) => keys.get(account));
}

function storeKey(account, privateKey) {
    return inStore("readwrite", (keys) => keys.put(privateKey, account));
}

/* A line in the form that assistive technology reads out when it changes. */
function say(form, text, isError) {
    let line = form.querySelector("[data-key-status]");
    if (!line) {
        line = document.createElement("p");
        line.dataset.keyStatus = "";
        line.setAttribute("role", "status");
        form.prepend(line);
    }
    line.className = isError ? "nsdb-error-text" : "";
    line.textContent = text;
}

async function submitSigned(form, key) {
    const { signature, public_key: shared, key_file: file, passphrase } = form.elements;
    signature.value = await signChallenge(key.privateKey, form.dataset.challenge);
    if (shared && key.publicKey) {
        shared.value = key.publicKey;
    }
    file.value = "";
    passphrase.value = "";
    HTMLFormElement.prototype.submit.call(form);
}

/* True when the proof is on its way. */
async function useFile(form) {
    say(form, "鍵を開いています…", false);
    let key;
    try {
        key = await openKeyFile(await form.elements.key_file.files[0].text(), form.elements.passphrase.value);
    } catch {
        say(form, "＊暗号化鍵ファイルを開けません。最新のファイルを選び、パスフレーズを確かめて、もう一度入力してください。", true);
        form.elements.passphrase.focus();
        return false;
    }
    await storeKey(form.dataset.account, key.privateKey).catch(() => {});
    await submitSigned(form, key);
    return true;
}

/* Signs with this browser's key at once, but not when a proof has just been refused or the person came back. */
async function useStoredKey(form) {
    const [navigation] = performance.getEntriesByType("navigation");
    const privateKey = await storedKey(form.dataset.account).catch(() => undefined);
    if (!privateKey || document.getElementById("complaints") || navigation?.type === "back_forward") {
        return;
    }
    say(form, "このブラウザの鍵で確認しています…", false);
    await submitSigned(form, { privateKey }).catch(() => {
        say(form, "このブラウザの鍵を使えませんでした。暗号化鍵ファイルを選び、パスフレーズを入力してください。", true);
    });
}

export function enhanceKeyForm(form) {
    if (!globalThis.crypto?.subtle || !globalThis.indexedDB || !form.dataset.challenge) {
        return;
    }
    /* Opening takes seconds on an old machine. Whoever presses again meanwhile must not send a second proof: the challenge of the
     * first is used up, and the second would count as a wrong one. */
    let busy = false;
    window.addEventListener("pageshow", (event) => {
        busy &&= !event.persisted;
    });
    form.addEventListener("submit", async (event) => {
        const { key_file: file, passphrase } = form.elements;
        if (!busy && (file.files.length !== 1 || passphrase.value === "")) {
            return;
        }
        event.preventDefault();
        event.stopImmediatePropagation();
        if (!busy) {
            busy = true;
            busy = await useFile(form);
        }
    });
    if ("keyProof" in form.dataset && !("keyRegister" in form.dataset)) {
        useStoredKey(form);
    }
}
