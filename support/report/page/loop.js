// The page of a run of the loop: what it has solved, and its course over iterations and minutes.

import { axes, chart, line } from "./charts.js";
import { figure, howMade } from "./compression.js";
import { element, section } from "./dom.js";
import { librarySection } from "./library.js";
import { tasksSection } from "./tasks.js";
import { counted, number, percent, seconds, visible } from "./text.js";

/** @typedef {ReturnType<typeof import("./model.js").makeModel>} Model */
/** @typedef {{iteration: number, phase: string, tasks: number, solved: number, nats: number|null,
 *   new: {tasks: string[], seconds: (number|null)[]}, library: number, seconds: number,
 *   loss?: number|null, first_loss?: number|null, interrupted?: boolean}} PhaseData */

const phases = ["wake", "dreaming", "recognition", "abstraction", "test"];

/** @param {Record<string, string>} colours @param {string} phase */
function phaseColour(colours, phase) {
    return [colours.accent, colours.second, colours.third, colours.fourth, colours.fifth][
        Math.max(0, phases.indexOf(phase))];
}

/** @param {PhaseData[]} records of the training tasks, the last of each iteration */
function lastOfIterations(records) {
    const last = new Map();
    for (const record of records) {
        if (record.phase !== "test") {
            last.set(record.iteration, record);
        }
    }
    return [...last.values()];
}

/**
 * When each task was solved first, in seconds since the run began.
 * @param {PhaseData[]} records
 * @returns {{task: string, at: number, phase: string, iteration: number, count: number}[]}
 */
export function timeline(records) {
    let begin = 0;
    /** @type {{task: string, at: number, phase: string, iteration: number, count: number}[]} */
    const solved = [];
    for (const record of records) {
        const tasks = record.phase === "test" ? [] : record.new.tasks;
        tasks.forEach((task, index) => solved.push({ task,
            at: begin + (record.new.seconds[index] ?? record.seconds), phase: record.phase,
            iteration: record.iteration, count: 0 }));
        begin += record.seconds;
    }
    solved.sort((a, b) => a.at - b.at);
    solved.forEach((one, index) => {
        one.count = index + 1;
    });
    return solved;
}

/** @param {Model} model */
function loopSummary(model) {
    const { data } = model;
    /** @type {PhaseData[]} */
    const records = data.records;
    const tasks = data.tasks;
    const solved = tasks.filter((/** @type {any} */ task) => task.programs.length > 0);
    const judged = solved.filter((/** @type {any} */ task) => task.right !== undefined);
    const right = judged.filter((/** @type {any} */ task) => task.right);
    const sure = solved.filter((/** @type {any} */ task) => task.sure);
    const tests = records.filter((record) => record.phase === "test");
    const test = tests[tests.length - 1];
    const last = records[records.length - 1];
    return section("summary", "Summary",
        element("div", { class: "figures" },
            figure(`${number(solved.length)} of ${number(tasks.length)}`, "tasks solved",
                percent(solved.length, tasks.length)),
            figure(`${number(sure.length)} of ${number(solved.length)}`, "solutions are sure",
                "judged by their examples alone"),
            judged.length > 0 && figure(`${number(right.length)} of ${number(judged.length)}`,
                "right on fresh inputs", "compared with the tasks' own programs"),
            test && figure(`${number(test.solved)} of ${number(test.tasks)}`,
                "held-out tasks solved"),
            figure(seconds(data.seconds), "time",
                last ? `${data.done ? "done" : "so far"}: iteration ${last.iteration} of `
                    + `${number(data.iterations)}, ${last.phase}` : "no phase has ended"),
            figure(number(model.abstractions.length),
                model.abstractions.length === 1 ? "abstraction" : "abstractions")),
        howMade(data));
}

/** @param {Model} model @param {PhaseData[]} records */
function timelineChart(model, records) {
    const solved = timeline(records);
    const scale = Math.max(...solved.map((one) => one.at), 1) > 120 ? 60 : 1;
    const unit = scale === 60 ? "minutes" : "seconds";
    return chart(model, {
        title: "Which task was solved when", tall: true,
        text: `${counted(solved.length, "task")}, each at the moment its first program was found, `
            + "in the colour of the phase that found it.",
        table: { headings: ["Task", unit, "Phase", "Iteration"],
            rows: solved.map((one) => [visible(one.task), number(one.at / scale), one.phase,
                number(one.iteration)]) },
        make: (colours) => ({ type: "scatter",
            data: { datasets: phases.filter((phase) => solved.some((one) => one.phase === phase))
                .map((phase) => ({ label: phase, backgroundColor: phaseColour(colours, phase),
                    borderColor: phaseColour(colours, phase), pointRadius: 4,
                    data: solved.filter((one) => one.phase === phase)
                        .map((one) => ({ x: one.at / scale, y: one.count, task: one.task })) })) },
            options: { plugins: { legend: { display: true }, tooltip: { callbacks: {
                label: (/** @type {any} */ item) =>
                    `${visible(item.raw.task)}: ${number(item.raw.x)} ${unit}` } } },
            scales: { x: { title: { display: true, text: unit }, beginAtZero: true },
                y: { title: { display: true, text: "tasks solved" }, beginAtZero: true } } } }),
    });
}

/** @param {Model} model @param {PhaseData[]} records */
function phaseSeconds(model, records) {
    const iterations = [...new Set(records.map((record) => record.iteration))];
    const seen = phases.filter((phase) => records.some((record) => record.phase === phase));
    const of = (/** @type {number} */ iteration, /** @type {string} */ phase) => records
        .filter((record) => record.iteration === iteration && record.phase === phase)
        .reduce((sum, record) => sum + record.seconds, 0);
    return chart(model, {
        title: "Seconds by phase", text: "How long each phase of an iteration took.",
        table: { headings: ["Iteration", ...seen], rows: iterations.map((iteration) =>
            [number(iteration), ...seen.map((phase) => seconds(of(iteration, phase)))]) },
        make: (colours) => ({ type: "bar",
            data: { labels: iterations.map(String), datasets: seen.map((phase) => ({ label: phase,
                data: iterations.map((iteration) => of(iteration, phase)),
                backgroundColor: phaseColour(colours, phase) })) },
            options: { ...axes("iteration", "seconds"),
                plugins: { legend: { display: true } },
                scales: { x: { stacked: true, title: { display: true, text: "iteration" } },
                    y: { stacked: true, title: { display: true, text: "seconds" } } } } }),
    });
}

/**
 * A chart of a number over iterations.
 * @param {Model} model @param {PhaseData[]} records
 * @param {{title: string, text: string, unit: string,
 *          series: [string, (record: PhaseData) => number|null|undefined, string][]}} what
 */
function over(model, records, { title, text, unit, series }) {
    const shown = records.filter((record) =>
        series.some(([, of]) => typeof of(record) === "number"));
    if (shown.length === 0) {
        return null;
    }
    const labels = shown.map((record) => String(record.iteration));
    return chart(model, { title, text,
        table: { headings: ["Iteration", ...series.map(([name]) => name)],
            rows: shown.map((record) => [String(record.iteration),
                ...series.map(([, of]) => number(of(record) ?? null))]) },
        make: (colours) => ({ type: "line",
            data: { labels, datasets: series.map(([name, of, colour]) =>
                line(name, shown.map((record) => of(record) ?? null), colours[colour])) },
            options: { ...axes("iteration", unit),
                plugins: { legend: { display: series.length > 1 } } } }) });
}

/** @param {Model} model */
function loopCharts(model) {
    /** @type {PhaseData[]} */
    const records = model.data.records;
    if (records.length === 0) {
        return null;
    }
    const ends = lastOfIterations(records);
    const tests = new Map(records.filter((record) => record.phase === "test")
        .map((record) => [record.iteration, record.solved]));
    const losses = records.filter((record) => record.phase === "dreaming");
    return section("charts", "Course of the run", element("div", { class: "charts" },
        over(model, ends, { title: "Tasks solved", unit: "tasks",
            text: "At the end of each iteration.",
            series: [["solved", (record) => record.solved, "accent"],
                ...(tests.size > 0 ? [/** @type {[string, (record: PhaseData) => any, string]} */ (
                    ["held out, solved", (record) => tests.get(record.iteration), "second"])] : []),
            ] }),
        over(model, ends, { title: "Library", unit: "abstractions",
            text: "How many abstractions there are.",
            series: [["abstractions", (record) => record.library, "accent"]] }),
        over(model, ends, { title: "Description length", unit: "nats",
            text: "Of the programs of all solved tasks together.",
            series: [["nats", (record) => record.nats, "accent"]] }),
        over(model, losses, { title: "Loss of the network", unit: "nats per program",
            text: "When a training began and when it ended.",
            series: [["at the beginning", (record) => record.first_loss, "second"],
                ["at the end", (record) => record.loss, "accent"]] }),
        phaseSeconds(model, records)),
    timelineChart(model, records));
}

/** @param {Model} model */
export function loopSections(model) {
    function* sources() {
        for (const abstraction of model.abstractions) {
            yield { where: abstraction.name, text: abstraction.body };
        }
        for (const task of model.data.tasks) {
            if (task.programs.length > 0) {
                yield { where: task.name, text: task.programs[0][0] };
            }
        }
    }
    return [loopSummary(model), loopCharts(model),
        librarySection(model, sources), tasksSection(model)];
}
