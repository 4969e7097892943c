#include "integration/dreamcoder/compression_request.hpp"

#include "enumerator/grammar/frontier_json.hpp"
#include "enumerator/grammar/grammar_json.hpp"
#include "enumerator/grammar/likelihood.hpp"
#include "integration/abstraction/explanation.hpp"
#include "integration/dreamcoder/message_fields.hpp"
#include "support/json/json_cursor.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <string_view>
#include <utility>
#include <variant>

namespace rasp_stitch::dreamcoder {

using abstraction::AbstractionSettings;
using enumerator::Frontier;
using enumerator::Grammar;
using enumerator::Language;
using lambda::TypeStore;

namespace {

// The second one takes twice as long as the greedy one. Four found no more on requests of ec.
constexpr std::size_t side_by_side = 2;

constexpr std::string_view how_to_give_types =
    "its type, as \"types\" in the request: {\"NAME\": TYPE, ...}";

// Reads a number as Python's json module writes it: NaN and infinities are text here.
double read_float(const JsonCursor& json) {
    if (json.is_string()) {
        constexpr double infinity = std::numeric_limits<double>::infinity();
        const std::string& text = json.string();
        if (text == "Infinity" || text == "-Infinity") {
            return text == "Infinity" ? infinity : -infinity;
        }
        if (text == "NaN") {
            return std::numeric_limits<double>::quiet_NaN();
        }
    }
    return json.number();
}

class SettingsReader {
public:
    explicit SettingsReader(const JsonCursor& json) : json_(json) {}

    AbstractionSettings read() const {
        AbstractionSettings settings;
        settings.side_by_side = side_by_side;
        settings.max_arity = integer<std::uint32_t>(field::arity, settings.max_arity, 0, 100);
        settings.iterations = integer<std::size_t>(field::iterations, settings.iterations, 0, most);
        settings.candidates = integer<std::size_t>(field::top_i, settings.candidates, 1, most);
        settings.score.top_k = integer<std::size_t>(field::top_k, settings.score.top_k, 1, most);
        settings.score.pseudo_counts = real(field::pseudo_counts, settings.score.pseudo_counts, 0);
        settings.score.aic = real(field::aic, settings.score.aic, lowest);
        settings.score.structure_penalty =
            real(field::structure_penalty, settings.score.structure_penalty, lowest);
        settings.is_enabled = settings.score.aic <= max_aic;
        return settings;
    }

private:
    static constexpr std::int64_t most = 1'000'000'000;
    static constexpr double max_aic = 500; // DreamCoder learns nothing above this
    static constexpr double lowest = std::numeric_limits<double>::lowest();

    template <class Number>
    Number integer(std::string_view name, Number otherwise, std::int64_t least,
                   std::int64_t greatest) const {
        const auto member = json_.optional_member(name);
        return member ? static_cast<Number>(member->integer(least, greatest)) : otherwise;
    }

    double real(std::string_view name, double otherwise, double least) const {
        const auto member = json_.optional_member(name);
        if (!member) {
            return otherwise;
        }
        const double value = read_float(*member);
        // An infinite aic is a way to ask that nothing be learnt.
        if (!(value >= least) || (std::isinf(value) && name != field::aic)) {
            member->fail(fmt::format("found {}", value),
                         least == 0 ? "a finite number, not negative" : "a finite number");
        }
        return value;
    }

    const JsonCursor& json_;
};

Grammar read_unigram(TypeStore& types, const JsonCursor& json,
                     const enumerator::PrimitiveType& primitive_type) {
    enumerator::AnyGrammar grammar = enumerator::read_grammar(types, json, primitive_type);
    if (Grammar* unigram = std::get_if<Grammar>(&grammar)) {
        // Sums of larger ones overflow. Between weights this far apart, one is never chosen.
        static constexpr double largest = 1e12;
        const auto limit = [](double& weight) {
            if (std::isfinite(weight)) {
                weight = std::clamp(weight, -largest, largest);
            }
        };
        limit(unigram->weights.variable);
        std::ranges::for_each(unigram->weights.productions, limit);
        return std::move(*unigram);
    }
    json.fail("a contextual grammar",
              "one whose weights do not depend on the context, as DreamCoder sends to its "
              "compressor");
}

// Throws InputError unless every program has a log likelihood and is eta-long for the request.
void check_programs(const Language& language, const JsonCursor& json, const Frontier& frontier,
                    enumerator::Likelihood& likelihood) {
    const JsonElements programs = json.member(field::programs).elements();
    for (std::size_t i = 0; i < programs.size(); ++i) {
        programs[i].member(field::log_likelihood);
        try {
            likelihood.summary(frontier.request, language.terms, frontier.programs[i].term);
        } catch (InputError& error) {
            error.add_pointer(programs[i].member(field::program).pointer());
            throw;
        }
    }
}

std::vector<Frontier> read_frontiers(Language& language, const JsonCursor& json) {
    const Grammar plain = abstraction::without_weights(std::get<Grammar>(language.grammar));
    const enumerator::GrammarView view(language.types, plain);
    enumerator::Likelihood likelihood(language.types, view);
    std::vector<Frontier> frontiers;
    for (const JsonCursor element : json.elements()) {
        frontiers.push_back(enumerator::read_frontier(language.types, language.terms, element));
        check_programs(language, element, frontiers.back(), likelihood);
    }
    return frontiers;
}

// An attempt to read the request with one table of types.
struct Attempt {
    std::optional<CompressionRequest> request;
    std::optional<InputError> error;
    std::optional<std::string> untyped = {}; // the first primitive without a type
    std::size_t progress = 0;                // number of primitives with types before it
};

// Reads what no type matters for.
CompressionRequest read_without_types(const JsonCursor& json) {
    CompressionRequest request;
    json.member(field::dsl);
    request.settings = SettingsReader(json).read();
    if (const auto cpus = json.optional_member(field::compression_cpus)) {
        constexpr std::int64_t most_threads = 10'000;
        request.threads = static_cast<std::size_t>(cpus->integer(1, most_threads));
    }
    json.member(field::frontiers);
    return request;
}

Attempt read_with(const JsonCursor& json, const PrimitiveTypes& table) {
    Attempt attempt;
    CompressionRequest request = read_without_types(json);
    Language& language = request.language;
    language.primitive_type = table(language.types);
    const enumerator::PrimitiveType recording = [&](TypeStore& types, std::string_view name) {
        const std::optional<lambda::TypeId> type = language.primitive_type(types, name);
        if (type) {
            ++attempt.progress;
        } else {
            attempt.untyped = std::string(name);
        }
        return type;
    };
    try {
        language.grammar = read_unigram(language.types, json.member(field::dsl), recording);
        request.frontiers = read_frontiers(language, json.member(field::frontiers));
        attempt.request = std::move(request);
    } catch (const InputError& error) {
        attempt.error = error;
    }
    return attempt;
}

// Reads the request with a table that was given.
CompressionRequest read_or_fail(const JsonCursor& json, const PrimitiveTypes& table,
                                std::string_view where) {
    Attempt attempt = read_with(json, table);
    if (attempt.request) {
        return *std::move(attempt.request);
    }
    if (!attempt.untyped) {
        throw *std::move(attempt.error);
    }
    throw InputError({.found = fmt::format("the production {} has no type in {}",
                                           quote_excerpt(*attempt.untyped), where),
                      .expected = "the types of all primitives",
                      .pointer = attempt.error->problem().pointer});
}

// Reports the error of the attempt that came furthest.
[[noreturn]] void fail_with_shipped(const Attempt& attempt, std::string_view table) {
    if (attempt.untyped) {
        throw InputError({.found = fmt::format("the type of the production {} is not known",
                                               quote_excerpt(*attempt.untyped)),
                          .expected = std::string(how_to_give_types),
                          .pointer = attempt.error->problem().pointer,
                          .code = types_needed});
    }
    const InputProblem& problem = attempt.error->problem();
    throw InputError(
        {.found = fmt::format("{} (with the types of {}, as the request has none)", problem.found,
                              table),
         .expected = problem.expected.empty()
                         ? ""
                         : fmt::format("{}; or the types of the primitives, as \"types\" in the "
                                       "request",
                                       problem.expected),
         .pointer = problem.pointer,
         .text = problem.text,
         .offset = problem.offset,
         .code = types_needed});
}

CompressionRequest read_with_shipped(const JsonCursor& json) {
    std::optional<Attempt> furthest;
    std::string_view name;
    for (const ShippedTable& table : shipped_tables()) {
        Attempt attempt = read_with(json, table.types);
        if (attempt.request) {
            return *std::move(attempt.request);
        }
        // If all primitives have types, the error is in a program or unrelated to types.
        const auto rank = [](const Attempt& one) { return std::pair(!one.untyped, one.progress); };
        if (!furthest || rank(attempt) > rank(*furthest)) {
            furthest = std::move(attempt);
            name = table.name;
        }
    }
    fail_with_shipped(*furthest, name);
}

} // namespace

CompressionRequest read_compression_request(const JsonCursor& json,
                                            const std::optional<PrimitiveTypes>& given) {
    if (const auto types = json.optional_member(field::types)) {
        return read_or_fail(json, types_member(*types), "\"types\"");
    }
    return given ? read_or_fail(json, *given, "the list of types") : read_with_shipped(json);
}

CompressionRequest read_compression_reply(const CompressionRequest& request,
                                          const JsonCursor& json) {
    CompressionRequest reply{.language = {.types = request.language.types,
                                          .primitive_type = request.language.primitive_type},
                             .frontiers = {},
                             .settings = request.settings};
    Language& language = reply.language;
    language.grammar =
        read_unigram(language.types, json.member(field::dsl), language.primitive_type);
    reply.frontiers = read_frontiers(language, json.member(field::frontiers));
    return reply;
}

} // namespace rasp_stitch::dreamcoder
