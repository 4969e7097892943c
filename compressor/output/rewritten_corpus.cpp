#include "compressor/output/rewritten_corpus.hpp"

#include "compressor/corpus/json_fields.hpp"
#include "compressor/output/output_json.hpp"
#include "lambda/terms/print.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

namespace rasp_stitch::compressor {

namespace {

using Texts = std::vector<std::string>; // the programs

// Returns the entry of a program of the form `rasp`: its name, what else is short, and the rest.
OutputJson rasp_entry(const Corpus& corpus, const Program& program, const std::string& text) {
    constexpr std::array<std::string_view, 4> first = {field::name, "type", "arity",
                                                       field::program};
    OutputJson entry;
    entry[field::name] = program.name;
    entry[field::program] = text;
    if (!corpus.document) {
        return entry;
    }
    const nlohmann::json& given = (*corpus.document)[program.place];
    OutputJson ordered;
    for (const std::string_view member : first) {
        const std::string name(member);
        if (entry.contains(name)) {
            ordered[name] = entry[name];
        } else if (given.contains(name)) {
            ordered[name] = given[name];
        }
    }
    for (const auto& [name, value] : given.items()) {
        if (!ordered.contains(name)) {
            ordered[name] = value;
        }
    }
    return ordered;
}

std::string dumped(const OutputJson& json, int indent = -1) {
    return json.dump(indent, ' ', false, OutputJson::error_handler_t::replace);
}

// An entry is a line, as in corpora/rasp.json.
std::string rasp_corpus(const Corpus& corpus, const Texts& programs) {
    std::string text = "[\n";
    for (std::size_t i = 0; i < programs.size(); ++i) {
        text += dumped(rasp_entry(corpus, corpus.programs[i], programs[i]));
        text += i + 1 < programs.size() ? ",\n" : "\n";
    }
    return text + "]\n";
}

OutputJson with_tasks(const Corpus& corpus, const Texts& programs) {
    OutputJson json;
    json[field::programs] = programs;
    if (corpus.has_tasks) {
        OutputJson& tasks = json[field::tasks] = OutputJson::array();
        for (const Program& program : corpus.programs) {
            tasks.push_back(corpus.tasks[program.task]);
        }
    }
    if (corpus.has_weights) {
        OutputJson& weights = json[field::weights] = OutputJson::array();
        for (const Program& program : corpus.programs) {
            weights.push_back(amount_json({.units = program.weight, .scale = corpus.weight_scale}));
        }
    }
    return json;
}

} // namespace

std::string rewritten_corpus(const Corpus& corpus, const Compression& compression) {
    const std::vector<lambda::TermId> roots =
        compression.steps.empty() ? corpus.roots() : compression.steps.back().rewriting.roots;
    Texts programs;
    programs.reserve(roots.size());
    for (const lambda::TermId root : roots) {
        programs.push_back(lambda::print(corpus.store, root));
    }
    if (corpus.format == CorpusFormat::rasp) {
        return rasp_corpus(corpus, programs);
    }
    const bool is_plain = !corpus.has_tasks && !corpus.has_weights;
    constexpr int indent = 2;
    return dumped(is_plain ? OutputJson(programs) : with_tasks(corpus, programs), indent) + "\n";
}

} // namespace rasp_stitch::compressor
