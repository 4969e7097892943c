// Elements of the page.
//
//     element("button", { class: "chip", on: { click: go }, "aria-label": "Go" }, "go")
//
// Text is always set as text, never read as HTML. A style attribute would break the page's
// Content-Security-Policy; `css` sets single properties, which it allows.

const svgNamespace = "http://www.w3.org/2000/svg";

/**
 * @param {Element} made
 * @param {Record<string, any>} properties
 * @param {(Node|string|null|undefined|false)[]} children
 */
function fill(made, properties, children) {
    for (const [name, value] of Object.entries(properties)) {
        if (value === null || value === undefined || value === false) {
            continue;
        }
        if (name === "on") {
            for (const [event, listener] of Object.entries(value)) {
                made.addEventListener(event, /** @type {EventListener} */ (listener));
            }
        } else if (name === "css") {
            for (const [property, setting] of Object.entries(value)) {
                /** @type {any} */ (made).style.setProperty(property, String(setting));
            }
        } else {
            made.setAttribute(name, value === true ? "" : String(value));
        }
    }
    for (const child of children) {
        if (child !== null && child !== undefined && child !== false) {
            made.append(child);
        }
    }
}

/**
 * @param {string} name
 * @param {Record<string, any>} [properties]
 * @param {...(Node|string|null|undefined|false)} children
 * @returns {HTMLElement}
 */
export function element(name, properties = {}, ...children) {
    const made = document.createElement(name);
    fill(made, properties, children);
    return made;
}

/**
 * @param {string} name
 * @param {Record<string, any>} [properties]
 * @param {...(Node|string|null|undefined|false)} children
 * @returns {SVGElement}
 */
export function drawn(name, properties = {}, ...children) {
    const made = document.createElementNS(svgNamespace, name);
    fill(made, properties, children);
    return made;
}

let made_ids = 0;

/** @param {string} stem @returns {string} an id that no other element has */
export function freshId(stem) {
    made_ids += 1;
    return `${stem}-${made_ids}`;
}

/**
 * A section with a heading, as the navigation of the page lists it.
 * @param {string} id @param {string} title @param {...(Node|string|null|undefined|false)} children
 */
export function section(id, title, ...children) {
    return element("section", { id, "aria-labelledby": `${id}-title`, tabindex: "-1" },
        element("h2", { id: `${id}-title` }, title), ...children);
}

/**
 * A list of terms and what they are.
 * @param {[string, Node|string|null|undefined|false][]} rows those without a value are left out
 */
export function facts(rows) {
    const list = element("dl", { class: "facts" });
    for (const [label, value] of rows) {
        if (value !== null && value !== undefined && value !== false && value !== "") {
            list.append(element("div", {}, element("dt", {}, label), element("dd", {}, value)));
        }
    }
    return list;
}

/**
 * A table with a heading for each column.
 * @param {string} caption @param {string[]} headings @param {(Node|string)[][]} rows
 */
export function table(caption, headings, rows) {
    return element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": caption },
        element("table", {},
            element("caption", {}, caption),
            element("thead", {}, element("tr", {},
                ...headings.map((text) => element("th", { scope: "col" }, text)))),
            element("tbody", {}, ...rows.map((row) => element("tr", {},
                ...row.map((cell) => element("td", {}, cell)))))));
}
