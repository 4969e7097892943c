#include "rasp/report/evaluation_data.hpp"

#include "lambda/terms/print.hpp"
#include "rasp/evaluator/compile.hpp"
#include "rasp/evaluator/expression.hpp"
#include "rasp/evaluator/trace.hpp"
#include "rasp/kernels/failure.hpp"
#include "rasp/language/typing.hpp"
#include "rasp/language/value.hpp"
#include "rasp/transformer/architecture.hpp"
#include "rasp/transformer/architecture_names.hpp"

#include <nlohmann/json.hpp>

#include <cstddef>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace rasp_stitch::rasp {

using OutputJson = nlohmann::ordered_json;

namespace {

constexpr std::size_t least_tokens = 4; // of an example that is shown, if there is one
constexpr std::size_t most_tokens = 16;

OutputJson sequence_json(const Sequence& sequence) {
    OutputJson json = OutputJson::array();
    for (const Value& value : sequence) {
        json.push_back(OutputJson(to_json(value)));
    }
    return json;
}

OutputJson selector_json(const Matrix& selector) {
    OutputJson json = OutputJson::array();
    for (const std::vector<bool>& row : selector) {
        std::string bits;
        for (const bool selected : row) {
            bits += selected ? '1' : '0';
        }
        json.push_back(std::move(bits));
    }
    return json;
}

OutputJson value_json(const TracedValue& value) {
    OutputJson json = {{"e", value.expression}, {"op", value.operation}, {"of", value.from}};
    if (const auto* const selector = std::get_if<Matrix>(&value.value)) {
        json["s"] = selector_json(*selector);
    } else {
        json["v"] = sequence_json(std::get<Sequence>(value.value));
    }
    return json;
}

OutputJson named_json(const Expressions& expressions, const std::vector<Register>& values) {
    OutputJson json = OutputJson::array();
    for (const Register value : values) {
        json.push_back({expressions.name_of(value), expressions.text(value)});
    }
    return json;
}

OutputJson head_json(const Architecture& architecture, const Expressions& expressions,
                     const AttentionHead& head) {
    OutputJson values = OutputJson::array();
    for (const Register aggregate : head.aggregates) {
        values.push_back({expressions.name_of(aggregate),
                          aggregation_text(architecture, expressions, aggregate)});
    }
    return {{"selects", expressions.text(head.selector)}, {"values", std::move(values)}};
}

} // namespace

OutputJson run_data(const lambda::TermStore& store, const Bytecode& code, const Input& input) {
    const TracedValues traced = traced_values(code, input);
    OutputJson json = {{"input", sequence_json(input.tokens)}};
    if (input.atom) {
        json["atom"] = OutputJson(to_json(*input.atom));
    }
    json["values"] = OutputJson::array();
    for (const TracedValue& value : traced.values) {
        json["values"].push_back(value_json(value));
    }
    if (traced.failure) {
        json["failure"] = describe(store, traced.failure);
    }
    return json;
}

OutputJson transformer_data(const Bytecode& code) {
    const Architecture architecture = layout(code);
    const Expressions expressions = named_values(architecture);
    OutputJson layers = OutputJson::array();
    for (const Layer& layer : architecture.layers) {
        OutputJson heads = OutputJson::array();
        for (const AttentionHead& head : layer.heads) {
            heads.push_back(head_json(architecture, expressions, head));
        }
        layers.push_back({{"heads", std::move(heads)},
                          {"elementwise", named_json(expressions, layer.elementwise)}});
    }
    return {{"embedding", named_json(expressions, architecture.embedding)},
            {"layers", std::move(layers)},
            {"result", expressions.name_or_text(architecture.result())}};
}

const Example* shown_example(const Task& task) {
    const Example* best = nullptr;
    for (const Example& example : task.examples) {
        const std::size_t size = example.input.tokens.size();
        if (!example.output || size == 0 || size > most_tokens) {
            continue;
        }
        if (best == nullptr ||
            (best->input.tokens.size() < least_tokens && size > best->input.tokens.size())) {
            best = &example;
        }
    }
    return best;
}

std::optional<Bytecode> program_code(lambda::TermStore& store, const KnownNames& names,
                                     lambda::TermId program) {
    const std::optional<TypedProgram> made = typed(store, names.types, program, names.type_of);
    if (!made) {
        return std::nullopt;
    }
    const std::optional<std::size_t> arity = program_arity(names.types, made->type);
    if (!arity) {
        return std::nullopt;
    }
    return compile(store, made->term, {.arity = *arity, .library = &names.library}).code;
}

std::optional<OutputJson> part_transformer(lambda::TermStore& store, const KnownNames& names,
                                           lambda::TermId part) {
    lambda::TermId shown = store.lambda(part);
    std::optional<Bytecode> code = program_code(store, names, shown);
    if (code && code->gives_selector()) {
        shown = store.lambda(store.application(store.primitive("selector_width"), part));
        code = program_code(store, names, shown);
    }
    if (!code || code->gives_selector()) {
        return std::nullopt;
    }
    OutputJson json = transformer_data(*code);
    json["program"] = lambda::print(store, shown);
    return json;
}

} // namespace rasp_stitch::rasp
