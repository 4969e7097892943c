#include "compressor/corpus/read_corpus.hpp"

#include "compressor/corpus/corpus_builder.hpp"
#include "compressor/corpus/json_fields.hpp"
#include "compressor/corpus/read_weights.hpp"
#include "support/json/json_cursor.hpp"
#include "support/json/json_input.hpp"
#include "support/text/input_error.hpp"

#include <algorithm>
#include <memory>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

namespace rasp_stitch::compressor {

namespace {

constexpr auto any_form = "a list of programs, an object with the list \"programs\", a list of "
                          "objects with \"name\" and \"program\", or a DreamCoder request with "
                          "\"frontiers\"";

CorpusFormat detect(const JsonCursor& document) {
    if (document.is_object() && document.optional_member(field::frontiers)) {
        return CorpusFormat::dreamcoder;
    }
    if (document.is_object() && document.optional_member(field::programs)) {
        return CorpusFormat::programs_list;
    }
    if (!document.is_array()) {
        document.fail("this is not a corpus", any_form);
    }
    const JsonElements elements = document.elements();
    if (elements.empty()) {
        document.fail("an empty list of programs, so there is nothing to compress",
                      "at least one program");
    }
    if (elements[0].is_string()) {
        return CorpusFormat::programs_list;
    }
    if (elements[0].is_object()) {
        return CorpusFormat::rasp;
    }
    elements[0].fail("this is not a program", any_form);
}

void add_program(CorpusBuilder& builder, const std::string& task, std::string name,
                 const JsonCursor& program) {
    const std::string& text = program.string();
    try {
        builder.add_program(task, std::move(name), text);
    } catch (InputError& error) {
        error.add_pointer(program.pointer());
        throw;
    }
}

// Returns the names of the tasks, by program, or nothing if they are not given.
std::vector<std::string> read_tasks(const JsonCursor& document, std::size_t programs) {
    std::vector<std::string> names;
    const auto tasks = document.optional_member(field::tasks);
    if (!tasks) {
        return names;
    }
    for (const JsonCursor task : tasks->elements()) {
        names.push_back(task.string());
    }
    if (names.size() != programs) {
        tasks->fail("there are " + std::to_string(names.size()) + " tasks for " +
                        std::to_string(programs) + " programs",
                    "the name of a task for each program; programs of one task have the same name");
    }
    return names;
}

void read_programs_list(const JsonCursor& document, CorpusBuilder& builder) {
    std::vector<std::string> tasks;
    JsonCursor programs = document;
    if (document.is_object()) {
        programs = document.member(field::programs);
        tasks = read_tasks(document, programs.elements().size());
    }
    std::size_t index = 0;
    for (const JsonCursor program : programs.elements()) {
        const std::string number = std::to_string(index);
        add_program(builder, tasks.empty() ? number : tasks[index], "program " + number, program);
        ++index;
    }
}

void read_rasp(const JsonCursor& document, CorpusBuilder& builder) {
    for (const JsonCursor entry : document.elements()) {
        const std::string& name = entry.member(field::name).string();
        add_program(builder, name.substr(0, name.find('/')), name, entry.member(field::program));
    }
}

// Shorter texts come first, since an abstraction is longer than those inside it.
void read_abstractions(const JsonCursor& productions, CorpusBuilder& builder) {
    std::vector<JsonCursor> expressions;
    for (const JsonCursor production : productions.elements()) {
        const JsonCursor expression = production.member(field::expression);
        if (expression.string().starts_with('#')) {
            expressions.push_back(expression);
        }
    }
    std::stable_sort(expressions.begin(), expressions.end(),
                     [](const JsonCursor& left, const JsonCursor& right) {
                         return left.string().size() < right.string().size();
                     });
    for (const JsonCursor& expression : expressions) {
        try {
            builder.add_abstraction(expression.string());
        } catch (InputError& error) {
            error.add_pointer(expression.pointer());
            throw;
        }
    }
}

// Returns the task names that frontiers give themselves. A frontier without one is named by its
// index, unless another frontier has that name.
std::unordered_set<std::string> given_tasks(const JsonCursor& frontiers) {
    std::unordered_set<std::string> names;
    for (const JsonCursor frontier : frontiers.elements()) {
        const auto task = frontier.optional_member(field::task);
        if (task && task->is_string()) {
            names.insert(task->string());
        }
    }
    return names;
}

void read_dreamcoder(const JsonCursor& document, CorpusBuilder& builder) {
    const JsonCursor frontiers = document.member(field::frontiers);
    if (const auto dsl = document.optional_member(field::dsl)) {
        if (const auto productions = dsl->optional_member(field::productions)) {
            read_abstractions(*productions, builder);
        }
    }
    const std::unordered_set<std::string> names = given_tasks(frontiers);
    std::size_t index = 0;
    for (const JsonCursor frontier : frontiers.elements()) {
        const auto given = frontier.optional_member(field::task);
        std::string task = std::to_string(index);
        if (given && given->is_string()) {
            task = given->string();
        } else if (names.contains(task)) {
            task = "frontier " + task + " (without a name)";
        }
        std::size_t place = 0;
        for (const JsonCursor entry : frontier.member(field::programs).elements()) {
            const std::string name = place == 0 ? task : task + " #" + std::to_string(place + 1);
            add_program(builder, task, name, entry.member(field::program));
            ++place;
        }
        ++index;
    }
}

} // namespace

Corpus read_corpus(std::string_view json, const ReadOptions& options) {
    auto value = std::make_shared<const Json>(parse_json(json, NonFinite::number));
    const JsonCursor document(*value);
    const CorpusFormat format = options.format ? *options.format : detect(document);
    CorpusBuilder builder(json);
    switch (format) {
    case CorpusFormat::programs_list:
        read_programs_list(document, builder);
        break;
    case CorpusFormat::dreamcoder:
        read_dreamcoder(document, builder);
        break;
    case CorpusFormat::rasp:
        read_rasp(document, builder);
        break;
    }
    Corpus corpus = builder.finish();
    corpus.format = format;
    corpus.has_tasks = format != CorpusFormat::programs_list;
    if (format == CorpusFormat::programs_list && document.is_object()) {
        corpus.has_tasks = document.optional_member(field::tasks).has_value();
        if (const auto weights = document.optional_member(field::weights)) {
            read_weights(corpus, *weights);
        }
    }
    if (options.keep_document) {
        corpus.document = std::move(value);
    }
    return corpus;
}

} // namespace rasp_stitch::compressor
