// What is at the top of the page of a compression, and its charts.

import { axes, chart, line } from "./charts.js";
import { element, facts, section } from "./dom.js";
import { counted, limitOf, number, seconds, visible } from "./text.js";

/** @typedef {ReturnType<typeof import("./model.js").makeModel>} Model */

/** @param {any} data how far the result can be trusted */
export function trust(data) {
    if (data.joint) {
        return `${counted(data.joint.libraries, "library", "libraries")} tried; one after the `
            + `other, the best abstractions have the total ${number(data.joint.greedy_total)}`;
    }
    if (data.complete !== undefined) {
        return data.complete ? "all of the library was used"
            : "stopped before all of the library was used";
    }
    if (data.gap !== null && data.gap !== undefined) {
        return `stopped by ${limitOf(data.stopped_by)}: in the last step, a utility `
            + `greater by up to ${number(data.gap)} is possible`;
    }
    return "every step is proven optimal";
}

/** @param {string} text @param {string} label @param {string} [note] */
export function figure(text, label, note = "") {
    return element("div", { class: "figure" }, element("span", { class: "big" }, text),
        element("span", { class: "label" }, label),
        note && element("span", { class: "note" }, note));
}

/**
 * The options that are set, those within others too.
 * @param {Record<string, any>} options @returns {[string, string][]}
 */
export function optionsOf(options) {
    return Object.entries(options).flatMap(([name, value]) => {
        if (value === null || value === false || value === "") {
            return [];
        }
        if (typeof value === "object" && !Array.isArray(value)) {
            return optionsOf(value);
        }
        return [/** @type {[string, string]} */ (
            [name, typeof value === "string" ? value : JSON.stringify(value)])];
    });
}

/** What every page ends its first section with. @param {any} data */
export function howMade(data) {
    const options = optionsOf(data.options ?? {});
    return element("details", {}, element("summary", {}, "How this was made"),
        facts([
            ["Program", `${data.program} ${data.version}`],
            ["Command", element("pre", { class: "code wrap", tabindex: "0" },
                element("code", {}, visible(data.command ?? "")))],
            ["Options", options.length > 0 && element("code", { class: "options" },
                options.map(([name, value]) => `${visible(name)} ${visible(value)}`).join(", "))],
        ]));
}

/** @param {Model} model */
export function compressionSummary(model) {
    const { data } = model;
    const { before, after } = data.cost;
    return section("summary", "Summary",
        element("div", { class: "figures" },
            figure(after === 0 ? "∞" : `${number(Math.round((100 * before) / after) / 100)} ×`,
                "compression", `${number(before)} → ${number(after)}`),
            figure(number(model.abstractions.length), model.abstractions.length === 1
                ? "abstraction" : "abstractions", trust(data)),
            figure(number(data.programs.before.length), "programs",
                data.task_count ? `of ${counted(data.task_count, "task")}` : ""),
            figure(seconds(data.seconds), "time", data.patterns_expanded === undefined ? ""
                : `${counted(data.patterns_expanded, "pattern")} expanded`)),
        data.examples_checked > 0 && element("p", {},
            `The programs were run on ${counted(data.examples_checked, "example")} before and `
            + "after, and gave the same."),
        howMade(data));
}

/** @param {Model} model */
export function compressionCharts(model) {
    const { abstractions, data } = model;
    if (abstractions.length === 0) {
        return null;
    }
    const costs = [data.cost.before, ...abstractions.map((one) => one.cost_after)];
    const labels = ["none", ...abstractions.map((_, index) => visible(model.label(index)))];
    return section("charts", "Cost over abstractions", element("div", { class: "charts" },
        chart(model, {
            title: "Cost of the corpus", text: `From ${number(costs[0])} to `
                + `${number(costs[costs.length - 1])}, after each abstraction.`,
            table: { headings: ["After", "Cost"],
                rows: labels.map((label, index) => [label, number(costs[index])]) },
            make: (colours) => ({ type: "line",
                data: { labels, datasets: [line("cost", costs, colours.accent)] },
                options: axes("after", "cost") }),
        }),
        chart(model, {
            title: "Utility", text: "What each abstraction saves, less what its body costs.",
            table: { headings: ["Abstraction", "Utility", "Uses"],
                rows: abstractions.map((one, index) =>
                    [labels[index + 1], number(one.utility), number(one.uses)]) },
            make: (colours) => ({ type: "bar",
                data: { labels: labels.slice(1), datasets: [{ label: "utility",
                    data: abstractions.map((one) => one.utility),
                    backgroundColor: colours.accent }] },
                options: axes("abstraction", "utility") }),
        })));
}
