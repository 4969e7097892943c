// Terms: reading, writing and unfolding them, with the abstraction that each part comes from.
//
//     const term = parse("(fn_0 (g a))");
//     const unfolded = unfold(term, library);   // a Map of name to {body: Term, arity, index}
//     print(unfolded)                           // "(f (g a) (g a))"
//     origins(unfolded.items[0])                // [0]: this f comes from the body of abstraction 0
//
// The syntax is that of lambda/terms/parse.hpp, as lambda/terms/print.hpp writes it. A term is
//     {kind: "app", items: Term[]}      at least two, the first of which is no application
//     {kind: "lam", word, body}         word: "lam", "lam_3" or "lambda"
//     {kind: "var", index, tag}         {kind: "meta", index}         {kind: "name", name}
// and has `from`, the abstractions whose bodies it comes from, the one that the program uses first.

/** @typedef {{kind: string, items?: Term[], body?: Term, word?: string, index?: number,
 *             tag?: string, name?: string, from?: number[]}} Term */
/** @typedef {{body: Term, arity: number, index: number}} Meaning */

// Deeper terms are shown as text without structure, for a browser's stack is small.
const deepest = 800;

/** @param {string} text @returns {string[]} */
function tokensOf(text) {
    return text.match(/#\(|[()]|[^\s()]+/gu) ?? [];
}

/** @param {string} token @returns {Term} */
function atom(token) {
    const variable = /^\$(\d+)(_\d+)?$/u.exec(token);
    if (variable) {
        return { kind: "var", index: Number(variable[1]), tag: variable[2] ?? "" };
    }
    const meta = /^#(\d+)$/u.exec(token);
    return meta ? { kind: "meta", index: Number(meta[1]) } : { kind: "name", name: token };
}

/** @param {string} token */
const isLambda = (token) => /^(lam|lambda|λ)(_\d+)?$/u.test(token);

/** @param {Term} head @param {Term[]} more @returns {Term} */
function applied(head, more) {
    if (more.length === 0) {
        return head;
    }
    return head.kind === "app"
        ? { ...head, items: [.../** @type {Term[]} */ (head.items), ...more] }
        : { kind: "app", items: [head, ...more], from: head.from };
}

/**
 * @param {string} text
 * @returns {Term|null} null if the text is no term, or too deep to show its parts
 */
export function parse(text) {
    /** @type {{items: Term[], word: string|null}[]} */
    const open = [{ items: [], word: null }];
    let starts = false;
    for (const token of tokensOf(text)) {
        if (token === "#(") {
            return null;
        }
        if (token === "(") {
            open.push({ items: [], word: null });
            starts = true;
            if (open.length > deepest) {
                return null;
            }
            continue;
        }
        if (token === ")") {
            const ended = open.pop();
            const around = open[open.length - 1];
            if (!ended || !around || ended.items.length === 0) {
                return null;
            }
            const inner = applied(ended.items[0], ended.items.slice(1));
            around.items.push(ended.word ? { kind: "lam", word: ended.word, body: inner } : inner);
        } else if (starts && isLambda(token)) {
            open[open.length - 1].word = token;
        } else {
            open[open.length - 1].items.push(atom(token));
        }
        starts = false;
    }
    const [outermost] = open;
    return open.length === 1 && outermost.items.length > 0
        ? applied(outermost.items[0], outermost.items.slice(1)) : null;
}

/**
 * @param {Term} term
 * @param {{names?: string[]|null, level?: number}} [options] names: of variables, by level
 * @returns {string}
 */
export function print(term, options = {}) {
    return segments(term, options).map((segment) => segment.text).join("");
}

/** @param {Term} term @returns {number[]} */
export const origins = (term) => term.from ?? [];

/** @typedef {{text: string, from: number[], kind: string, index?: number}} Segment */

/**
 * What a term is written with, in order; a line that is longer than `width` is broken.
 * @param {Term} term
 * @param {{names?: string[]|null, width?: number, level?: number}} [options]
 * @returns {Segment[]}
 */
export function segments(term, options = {}) {
    const names = options.names ?? null;
    const width = options.width ?? Infinity;
    /** @type {Segment[]} */
    const out = [];
    const put = (/** @type {string} */ text, /** @type {Term} */ of, kind = "text", index = -1) => {
        out.push({ text, from: origins(of), kind, index });
    };
    const lengths = new Map();
    const nameAt = (/** @type {number} */ level) =>
        names?.[level] ?? `v${level}`;
    const atomText = (/** @type {Term} */ of, /** @type {number} */ level) => {
        if (of.kind === "var") {
            const place = level - 1 - /** @type {number} */ (of.index);
            return names && place >= 0 ? nameAt(place) : `$${of.index}${of.tag ?? ""}`;
        }
        return of.kind === "meta" ? `#${of.index}` : /** @type {string} */ (of.name);
    };
    const length = (/** @type {Term} */ of, /** @type {number} */ level) => {
        const known = lengths.get(of);
        if (known !== undefined) {
            return known;
        }
        let sum = 0;
        if (of.kind === "app") {
            for (const item of /** @type {Term[]} */ (of.items)) {
                sum += length(item, level) + 1;
            }
            sum += 1;
        } else if (of.kind === "lam") {
            sum = 3 + /** @type {string} */ (of.word).length +
                length(/** @type {Term} */ (of.body), level + 1) +
                (names ? nameAt(level).length + 1 : 0);
        } else {
            sum = atomText(of, level).length;
        }
        lengths.set(of, sum);
        return sum;
    };
    /** @param {Term} of @param {number} level @param {number} column */
    const write = (of, level, column) => {
        const gap = (/** @type {boolean} */ breaks) => {
            put(breaks ? `\n${" ".repeat(column + 2)}` : " ", of, "space");
        };
        if (of.kind === "app") {
            const items = /** @type {Term[]} */ (of.items);
            const breaks = column + length(of, level) > width;
            put("(", of);
            items.forEach((item, place) => {
                if (place > 0) {
                    gap(breaks);
                }
                write(item, level, place === 0 ? column + 1 : column + 2);
            });
            put(")", of);
        } else if (of.kind === "lam") {
            const body = /** @type {Term} */ (of.body);
            const breaks = column + length(of, level) > width &&
                (body.kind === "app" || body.kind === "lam");
            put(`(${of.word}`, of);
            if (names) {
                put(" ", of, "space");
                put(nameAt(level), of, "variable", level);
            }
            gap(breaks);
            write(body, level + 1, column + 2);
            put(")", of);
        } else {
            put(atomText(of, level), of, of.kind, of.index ?? -1);
        }
    };
    write(term, options.level ?? 0, 0);
    return out;
}

/** @param {Term} term @param {number} by @param {number} depth @returns {Term} */
function shifted(term, by, depth = 0) {
    if (by === 0) {
        return term;
    }
    switch (term.kind) {
        case "var":
            return /** @type {number} */ (term.index) >= depth
                ? { ...term, index: /** @type {number} */ (term.index) + by } : term;
        case "app":
            return { ...term, items: term.items?.map((item) => shifted(item, by, depth)) };
        case "lam":
            return { ...term, body: shifted(/** @type {Term} */ (term.body), by, depth + 1) };
        default:
            return term;
    }
}

/**
 * The body of an abstraction with arguments in it; its parts say that they come from `from`.
 * @param {Term} body @param {Term[]} given @param {number[]} from @param {number} depth
 * @returns {Term}
 */
function instance(body, given, from, depth = 0) {
    switch (body.kind) {
        case "meta": {
            const argument = given[/** @type {number} */ (body.index)];
            return argument ? shifted(argument, depth) : { ...body, from };
        }
        case "app": {
            const [head, ...rest] = /** @type {Term[]} */ (body.items)
                .map((item) => instance(item, given, from, depth));
            const whole = applied(head, rest);
            return head.kind === "app" ? whole : { ...whole, from: [...from, ...origins(body)] };
        }
        case "lam":
            return { ...body, from: [...from, ...origins(body)],
                body: instance(/** @type {Term} */ (body.body), given, from, depth + 1) };
        default:
            return { ...body, from: [...from, ...origins(body)] };
    }
}

/** @param {Term} body @param {Term} argument @param {number} depth @returns {Term} */
function substituted(body, argument, depth = 0) {
    switch (body.kind) {
        case "var": {
            const index = /** @type {number} */ (body.index);
            return index === depth ? shifted(argument, depth)
                : index > depth ? { ...body, index: index - 1 } : body;
        }
        case "app": {
            const [head, ...rest] = /** @type {Term[]} */ (body.items)
                .map((item) => substituted(item, argument, depth));
            return applied(head, rest);
        }
        case "lam":
            return { ...body,
                body: substituted(/** @type {Term} */ (body.body), argument, depth + 1) };
        default:
            return body;
    }
}

// Enough for what people look at; what unfolds to more stays as it is.
const mostSteps = 20000;

/**
 * The term with every use of an abstraction replaced by its body.
 * @param {Term} term
 * @param {Map<string, Meaning>} library
 * @param {{beta?: boolean, steps?: {left: number}}} [options] beta: whether lambdas that meet their
 *     arguments are applied, as for libraries in eta-long form
 * @returns {Term}
 */
export function unfold(term, library, options = {}) {
    const steps = options.steps ?? { left: mostSteps };
    if (steps.left <= 0) {
        return term;
    }
    steps.left -= 1;
    const next = { ...options, steps };
    if (term.kind === "lam") {
        return { ...term, body: unfold(/** @type {Term} */ (term.body), library, next) };
    }
    const items = term.kind === "app" ? /** @type {Term[]} */ (term.items) : [term];
    const [head, ...given] = items;
    const meaning = head.kind === "name"
        ? library.get(/** @type {string} */ (head.name)) : undefined;
    if (meaning && given.length >= meaning.arity) {
        const rest = given.map((argument) => unfold(argument, library, next));
        const body = unfold(meaning.body, library, next);
        const inner = instance(body, rest.slice(0, meaning.arity), [meaning.index]);
        return reduced(applied(inner, rest.slice(meaning.arity)), next);
    }
    if (term.kind !== "app") {
        return term;
    }
    const [first, ...more] = items.map((item) => unfold(item, library, next));
    const whole = applied(first, more);
    return reduced(first.kind === "app" ? whole : { ...whole, from: term.from }, next);
}

/** @param {Term} term @param {{beta?: boolean, steps: {left: number}}} options @returns {Term} */
function reduced(term, options) {
    if (!options.beta || options.steps.left <= 0) {
        return term;
    }
    options.steps.left -= 1;
    if (term.kind === "lam") {
        return { ...term, body: reduced(/** @type {Term} */ (term.body), options) };
    }
    if (term.kind !== "app") {
        return term;
    }
    const [head, argument, ...rest] = /** @type {Term[]} */ (term.items);
    if (head.kind === "lam") {
        return reduced(
            applied(substituted(/** @type {Term} */ (head.body), argument), rest), options);
    }
    return { ...term,
        items: /** @type {Term[]} */ (term.items).map((item) => reduced(item, options)) };
}

/**
 * The uses of an abstraction in a term: the arguments of each, and how many lambdas are around it.
 * @param {Term} term @param {string} name @param {number} level
 * @returns {{arguments: Term[], level: number}[]}
 */
export function usesIn(term, name, level = 0) {
    if (term.kind === "lam") {
        return usesIn(/** @type {Term} */ (term.body), name, level + 1);
    }
    if (term.kind === "name") {
        return term.name === name ? [{ arguments: [], level }] : [];
    }
    if (term.kind !== "app") {
        return [];
    }
    const [head, ...given] = /** @type {Term[]} */ (term.items);
    const inside = given.flatMap((argument) => usesIn(argument, name, level));
    return head.kind === "name" && head.name === name
        ? [{ arguments: given, level }, ...inside] : [...usesIn(head, name, level), ...inside];
}
