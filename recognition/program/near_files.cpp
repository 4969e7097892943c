#include "recognition/program/near_files.hpp"

#include "compressor/library/library.hpp"
#include "enumerator/rasp_language/rasp_language.hpp"
#include "enumerator/solve/example_task.hpp"
#include "enumerator/solve/task_check.hpp"
#include "rasp/language/read_program.hpp"
#include "rasp/source/source_corpus.hpp"
#include "rasp/tasks/example_literals.hpp"
#include "support/files/file.hpp"
#include "support/json/json_cursor.hpp"
#include "support/json/json_input.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <cstdio>
#include <map>
#include <utility>

namespace rasp_stitch::recognition {

namespace {

// What a task of a file has besides what all tasks have.
struct Extras {
    double noise = 0;
    std::vector<SoftTarget> soft;
};

SoftTarget soft_target(const JsonCursor& json) {
    SoftTarget target;
    if (const auto positions = json.optional_member("probabilities")) {
        for (const JsonCursor position : positions->elements()) {
            auto& values = target.outputs.emplace_back();
            for (const JsonCursor pair : position.elements()) {
                const JsonElements both = pair.elements();
                if (both.size() != 2) {
                    pair.fail("a list of another length", "a value and its probability");
                }
                values.emplace_back(rasp::value_from_json(both[0]), both[1].number());
            }
        }
    }
    if (const auto rows = json.optional_member("attention")) {
        for (const JsonCursor row : rows->elements()) {
            std::vector<double>& numbers = target.attention.emplace_back();
            for (const JsonCursor number : row.elements()) {
                numbers.push_back(number.number());
            }
        }
    }
    return target;
}

std::map<std::string, Extras> extras_of(const JsonCursor& document) {
    std::map<std::string, Extras> all;
    const JsonCursor list = document.is_object() ? document.member("tasks") : document;
    for (const JsonCursor entry : list.elements()) {
        Extras extras;
        if (const auto noise = entry.optional_member("noise")) {
            extras.noise = noise->number();
        }
        if (const auto soft = entry.optional_member("soft")) {
            for (const JsonCursor target : soft->elements()) {
                extras.soft.push_back(soft_target(target));
            }
            if (extras.soft.size() != entry.member("examples").elements().size()) {
                soft->fail("a list of another length", "one object for each example");
            }
        }
        all.emplace(entry.member("name").string(), std::move(extras));
    }
    return all;
}

// As rasp-enumerate, this leaves out what cannot be used in a typed program.
std::vector<std::string> library_productions(const std::string& path) {
    lambda::TermStore store;
    const rasp::SourceTexts texts = rasp::library_texts(path);
    for (const std::string& warning : texts.warnings) {
        fmt::print(stderr, "rasp-near: {}\n", warning);
    }
    compressor::Library library =
        naming(path, [&] { return compressor::read_library(store, texts.text); });
    for (lambda::Abstraction& abstraction : library) {
        abstraction.body = rasp::canonical(store, abstraction.body);
    }
    const std::vector<std::string> expressions = compressor::dreamcoder_texts(store, library);
    std::vector<std::string> productions;
    for (std::size_t i = 0; i < library.size(); ++i) {
        if (enumerator::has_rasp_type(expressions[i])) {
            productions.push_back(expressions[i]);
        } else {
            fmt::print(stderr, "rasp-near: {}: {} has no type in RASP and is left out: {}\n",
                       source_name(path), store.name(library[i].name),
                       safe_excerpt(expressions[i], 100));
        }
    }
    return productions;
}

void add_literals(const NearProgramOptions& options, enumerator::SearchTask& task) {
    if (options.literals == NearLiterals::examples) {
        task.literals = rasp::example_literals(task.task);
    } else if (options.literals == NearLiterals::none) {
        task.literals.clear();
    }
}

} // namespace

std::vector<NearTaskFile> read_near_tasks(const NearProgramOptions& options) {
    std::vector<enumerator::SearchTask> tasks;
    std::map<std::string, Extras> extras;
    if (options.tasks) {
        const std::string text = read_input(*options.tasks);
        naming(*options.tasks, [&] {
            tasks = enumerator::merged_tasks(rasp::read_tasks(text));
            const Json document = parse_json(text);
            extras = extras_of(JsonCursor(document));
            return 0;
        });
    } else {
        tasks.push_back({.task = enumerator::example_task(options.examples), .literals = {}});
    }
    std::vector<NearTaskFile> read;
    for (enumerator::SearchTask& task : tasks) {
        if (options.only && task.task.name != *options.only) {
            continue;
        }
        Extras extra;
        if (const auto found = extras.find(task.task.name); found != extras.end()) {
            extra = found->second;
        }
        std::vector<rasp::Example> held_out = enumerator::hold_out(task.task, options.held_out);
        add_literals(options, task);
        if (extra.soft.size() > task.task.examples.size()) {
            extra.soft.resize(task.task.examples.size());
        }
        const auto make = [&] {
            return near_task(std::move(task), options.noise.value_or(extra.noise),
                             std::move(extra.soft));
        };
        read.push_back({.task = options.tasks ? naming(*options.tasks, make) : make(),
                        .held_out = std::move(held_out)});
    }
    if (read.empty()) {
        throw InputError({.found = options.only ? "no task \"" + *options.only + "\"" : "no tasks",
                          .expected = "a list of tasks with examples",
                          .source = source_name(options.tasks.value_or("-"))});
    }
    return read;
}

enumerator::Language read_near_language(const NearProgramOptions& options) {
    if (options.grammar) {
        return naming(*options.grammar, [&] {
            const Json document = parse_json(read_input(*options.grammar), NonFinite::text);
            return enumerator::read_rasp_language(JsonCursor(document));
        });
    }
    const std::vector<std::string> abstractions =
        options.library ? library_productions(*options.library) : std::vector<std::string>();
    try {
        return enumerator::rasp_language(options.primitives, abstractions);
    } catch (InputError& error) {
        error.add_source("--primitives");
        throw;
    }
}

} // namespace rasp_stitch::recognition
