#include "rasp/transformer/architecture_text.hpp"

#include "rasp/evaluator/expression.hpp"
#include "rasp/transformer/architecture_names.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <string_view>
#include <vector>

namespace rasp_stitch::rasp {

namespace {

std::string counted(std::size_t count, std::string_view what) {
    return fmt::format("{} {}{}", count, what, count == 1 ? "" : "s");
}

std::string lines_of(const Expressions& expressions, const std::vector<Register>& values,
                     std::string_view indent) {
    std::string text;
    for (const Register value : values) {
        text +=
            fmt::format("{}{} = {}\n", indent, expressions.name_of(value), expressions.text(value));
    }
    return text;
}

std::string layer_text(const Architecture& architecture, const Expressions& expressions,
                       std::size_t index) {
    const Layer& layer = architecture.layers[index];
    std::string text =
        fmt::format("layer {}: {}\n", index + 1, counted(layer.heads.size(), "head"));
    for (std::size_t i = 0; i < layer.heads.size(); ++i) {
        const AttentionHead& head = layer.heads[i];
        text += fmt::format("    head {} selects {}\n", i + 1, expressions.text(head.selector));
        for (const Register aggregate : head.aggregates) {
            text += fmt::format("        {} = {}\n", expressions.name_of(aggregate),
                                aggregation_text(architecture, expressions, aggregate));
        }
    }
    if (!layer.elementwise.empty()) {
        text += "    elementwise\n" + lines_of(expressions, layer.elementwise, "        ");
    }
    return text;
}

} // namespace

std::string architecture_text(const Architecture& architecture) {
    const Expressions expressions = named_values(architecture);
    std::string text = fmt::format("{}, {}\n", counted(architecture.layers.size(), "layer"),
                                   counted(architecture.head_count(), "head"));
    if (!architecture.embedding.empty()) {
        text += "before the first layer\n" + lines_of(expressions, architecture.embedding, "    ");
    }
    for (std::size_t i = 0; i < architecture.layers.size(); ++i) {
        text += layer_text(architecture, expressions, i);
    }
    return text + fmt::format("result: {}\n", expressions.name_or_text(architecture.result()));
}

} // namespace rasp_stitch::rasp
