// A list of any length, of which only the rows in view exist.
//
//     const list = virtualList({ label: "Programs", height: 58, row: (item) => element(...),
//                                choose: (item) => ... });
//     list.show([3, 1, 4]);        // the items, in their order
//     document.body.append(list.element);
//
// It is a listbox: arrow keys, Page Up, Page Down, Home and End move, and each row says its place.

import { element, freshId } from "./dom.js";

const spare = 6; // rows above and below the view

/**
 * @param {{label: string, height: number, row: (item: any) => Node,
 *          choose: (item: any) => void}} options
 */
export function virtualList({ label, height, row, choose }) {
    const id = freshId("list");
    const space = element("div", { class: "space", role: "presentation" });
    const box = element("div",
        { class: "list", role: "listbox", tabindex: "0", "aria-label": label }, space);
    /** @type {any[]} */
    let items = [];
    let current = -1;
    /** @type {Map<number, HTMLElement>} */
    let rows = new Map();
    let waits = false;

    const made = (/** @type {number} */ place) => element("div", {
        class: "row", role: "option", id: `${id}-${place}`,
        "aria-posinset": place + 1, "aria-setsize": items.length,
        "aria-selected": place === current ? "true" : "false",
        css: { transform: `translateY(${place * height}px)`, height: `${height}px` },
        on: { click: () => go(place) },
    }, row(items[place]));

    function draw() {
        waits = false;
        const first = Math.max(0, Math.floor(box.scrollTop / height) - spare);
        const last = Math.min(items.length,
            Math.ceil((box.scrollTop + box.clientHeight) / height) + spare);
        const kept = new Map();
        for (let place = first; place < last; ++place) {
            const known = rows.get(place);
            kept.set(place, known ?? made(place));
            if (!known) {
                space.append(kept.get(place));
            }
        }
        for (const [place, old] of rows) {
            if (!kept.has(place)) {
                old.remove();
            }
        }
        rows = kept;
        if (rows.has(current)) {
            box.setAttribute("aria-activedescendant", `${id}-${current}`);
        } else {
            box.removeAttribute("aria-activedescendant");
        }
    }

    function drawSoon() {
        if (!waits) {
            waits = true;
            requestAnimationFrame(draw);
        }
    }

    function redraw() {
        for (const old of rows.values()) {
            old.remove();
        }
        rows = new Map();
        draw();
    }

    /** @param {number} place @param {boolean} follow whether to scroll there */
    function go(place, follow = true) {
        if (items.length === 0) {
            return;
        }
        const bounded = Math.min(Math.max(place, 0), items.length - 1);
        rows.get(current)?.setAttribute("aria-selected", "false");
        current = bounded;
        const top = current * height;
        if (follow && top < box.scrollTop) {
            box.scrollTop = top;
        } else if (follow && top + height > box.scrollTop + box.clientHeight) {
            box.scrollTop = top + height - box.clientHeight;
        }
        draw();
        rows.get(current)?.setAttribute("aria-selected", "true");
        choose(items[current]);
    }

    box.addEventListener("scroll", drawSoon, { passive: true });
    box.addEventListener("keydown", (event) => {
        const page = Math.max(1, Math.floor(box.clientHeight / height) - 1);
        /** @type {Record<string, number>} */
        const to = { ArrowDown: current + 1, ArrowUp: current - 1, PageDown: current + page,
            PageUp: current - page, Home: 0, End: items.length - 1 };
        if (event.key in to) {
            event.preventDefault();
            go(to[event.key]);
        }
    });
    new ResizeObserver(drawSoon).observe(box);

    return {
        element: box,
        redraw,
        /** @param {any[]} shown @param {{keeps?: boolean}} [options] keeps: to stay there */
        show(shown, { keeps = false } = {}) {
            const chosen = items[current];
            items = shown;
            current = items.indexOf(chosen);
            space.style.setProperty("height", `${items.length * height}px`);
            if (!keeps) {
                box.scrollTop = 0;
            }
            redraw();
        },
        /** @param {any} item @param {{follow?: boolean}} [options] */
        choose(item, { follow = true } = {}) {
            go(items.indexOf(item), follow);
        },
        /** @param {any} item */
        has: (item) => items.includes(item),
    };
}
