// Texts for people: numbers, times, and texts of a corpus made visible.
//
//     number(1234.5)                 // "1,234.5"
//     visible("a\u202Eb")            // "a⟨U+202E⟩b": nothing that is written can hide
//     seconds(75)                    // "1 min 15 s"

// Characters that cannot be seen, or that turn the direction of the text after them.
const hidden =
    /[\u0000-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\uFEFF]/gu;

const format = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 });

/** @param {string} text @returns {string} */
export function visible(text) {
    return text.replace(hidden, (character) => {
        const code = character.codePointAt(0) ?? 0;
        return `⟨U+${code.toString(16).toUpperCase().padStart(4, "0")}⟩`;
    });
}

/** @param {number|null|undefined} value @returns {string} */
export function number(value) {
    return value === null || value === undefined ? "unknown" : format.format(value);
}

/** @param {number} count @param {string} what @param {string} [several] @returns {string} */
export function counted(count, what, several = `${what}s`) {
    return `${number(count)} ${count === 1 ? what : several}`;
}

/** @param {number} part @param {number} whole @returns {string} */
export function percent(part, whole) {
    return whole === 0 ? "0 %" : `${Math.round((100 * part) / whole)} %`;
}

/** @param {number} value @returns {string} */
export function seconds(value) {
    if (value < 10) {
        return `${Number(value.toPrecision(2))} s`;
    }
    if (value < 60) {
        return `${Math.round(value)} s`;
    }
    const whole = Math.round(value);
    const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
    return hours > 0 ? `${hours} h ${minutes} min` : `${minutes} min ${whole % 60} s`;
}

/** @param {string} text @param {number} most @returns {string} */
export function excerpt(text, most) {
    const characters = Array.from(text.slice(0, 2 * most + 2));
    return characters.length > most ? `${characters.slice(0, most - 1).join("")}…` : text;
}

/** @type {Record<string, string>} */
const limits = { signal: "a signal", time: "its limit of time", memory: "its limit of memory",
    programs: "its limit of programs", types: "its limit of types" };

/** @param {string} reason as StopReason names it @returns {string} what ended a search */
export function limitOf(reason) {
    return limits[reason] ?? reason;
}
