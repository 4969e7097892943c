#include "tests/enumerator/backwards/told_parts.hpp"

#include "enumerator/grammar/expression_types.hpp"
#include "rasp/evaluator/evaluate.hpp"
#include "rasp/kernels/comparison.hpp"

#include <algorithm>
#include <stdexcept>
#include <variant>

namespace rasp_stitch::enumerator::backwards {

namespace {

constexpr std::uint64_t much_work = 200'000'000;

std::vector<rasp::Input> inputs_of(const std::vector<std::string>& words) {
    std::vector<rasp::Input> inputs;
    for (const std::string& word : words) {
        inputs.push_back({.tokens = rasp::characters(word)});
    }
    return inputs;
}

} // namespace

ToldParts::ToldParts(const std::vector<std::string>& words, const std::string& program)
    : ToldParts(inputs_of(words), program) {}

ToldParts::ToldParts(std::vector<rasp::Input> inputs, const std::string& program)
    : inputs_(std::move(inputs)), program_(program), batch_(inputs_) {}

std::vector<rasp::Output> ToldParts::outputs_of(const std::string& program) const {
    lambda::TermStore store;
    std::vector<rasp::Output> outputs;
    for (const rasp::Evaluation& evaluation :
         rasp::evaluate(store, read_expression(store, "(lambda " + program + ")"), inputs_)) {
        if (!evaluation.output) {
            throw std::logic_error("the part fails: " + program);
        }
        outputs.push_back(*evaluation.output);
    }
    return outputs;
}

ToldParts::Values ToldParts::values_of(const std::string& program) {
    Values values;
    std::vector<double> flags;
    const std::vector<rasp::Output> outputs = outputs_of(program);
    for (std::size_t input = 0; input < outputs.size(); ++input) {
        if (const auto* const matrix = std::get_if<rasp::Matrix>(&outputs[input])) {
            values.kind = PartKind::selector;
            values.bits.resize(batch_.matrix_words());
            for (std::size_t query = 0; query < matrix->size(); ++query) {
                for (std::size_t key = 0; key < matrix->size(); ++key) {
                    const std::size_t row = batch_.extents()[input].row_of(false, query);
                    values.bits[row + key / rasp::word_bits] |= std::uint64_t{(*matrix)[query][key]}
                                                                << (key % rasp::word_bits);
                }
            }
            continue;
        }
        for (const rasp::Value& value : std::get<rasp::Sequence>(outputs[input])) {
            if (const auto* const text = std::get_if<std::string>(&value)) {
                values.kind = PartKind::string;
                values.strings.push_back(batch_.keep_string(*text));
            } else if (const auto* const truth = std::get_if<bool>(&value)) {
                values.kind = PartKind::boolean;
                flags.push_back(*truth ? 1 : 0);
            } else {
                values.kind = PartKind::number;
                const auto* const whole = std::get_if<std::int64_t>(&value);
                values.numbers.push_back(whole != nullptr ? static_cast<double>(*whole)
                                                          : std::get<double>(value));
            }
        }
    }
    if (!flags.empty()) {
        values.bits = bits_of(flags);
    }
    return values;
}

std::string ToldParts::text_of(const Expression& expression,
                               const std::vector<std::string>& heads) const {
    std::vector<std::string> built;
    for (std::size_t i = expression.size(); i-- > 0;) {
        const ExpressionNode& node = expression[i];
        if (node.kind == ExpressionNode::Kind::part) {
            built.push_back(parts_.at(node.number).program);
            continue;
        }
        std::string text = heads.at(node.number);
        for (std::size_t argument = 0; argument < node.arguments; ++argument) {
            text += ' ' + built.back();
            built.pop_back();
        }
        built.push_back(node.arguments > 0 ? '(' + text + ')' : text);
    }
    return built.at(0);
}

std::optional<ToldParts::Best> ToldParts::best(const std::vector<std::string>& heads) {
    const std::vector<rasp::Output> wanted = outputs_of(program_);
    const Values wanted_values = values_of(program_);
    std::vector<Values> values;
    for (const Told& part : parts_) {
        values.push_back(values_of(part.program));
    }
    std::vector<NamedHead> named;
    for (std::uint32_t i = 0; i < heads.size(); ++i) {
        named.push_back({.name = heads[i], .head = {.production = i, .cost = bound_of(1)}});
    }
    BackwardSearch search(batch_, named, wanted_values.view(), {});
    for (std::uint32_t i = 0; i < parts_.size(); ++i) {
        search.tell(i, bound_of(parts_[i].nats), values[i].view());
        search.work(much_work, bound_of(100));
    }
    wrong_ = 0;
    std::optional<Best> best;
    for (const Candidate& candidate : search.take_candidates()) {
        const std::string program = text_of(candidate.expression, heads);
        lambda::TermStore store;
        const std::vector<rasp::Evaluation> evaluations =
            rasp::evaluate(store, read_expression(store, "(lambda " + program + ")"), inputs_);
        bool is_right = true;
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            is_right &=
                evaluations[i].output && rasp::are_equal(wanted[i], *evaluations[i].output,
                                                         {.tolerance = rasp::task_tolerance});
        }
        wrong_ += is_right ? 0U : 1U;
        if (is_right && (!best || nats(candidate.cost) < best->nats)) {
            best = {.nats = nats(candidate.cost), .program = program};
        }
    }
    return best;
}

} // namespace rasp_stitch::enumerator::backwards
