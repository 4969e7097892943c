#include "rasp/language/typing.hpp"

#include "lambda/terms/parse.hpp"
#include "lambda/terms/subterms.hpp"
#include "lambda/types/type_text.hpp"
#include "lambda/types/unification.hpp"
#include "rasp/language/literal.hpp"
#include "rasp/language/primitives.hpp"
#include "rasp/language/read_program.hpp"
#include "rasp/language/type_names.hpp"
#include "rasp/language/value.hpp"
#include "support/text/excerpt.hpp"
#include "support/text/input_error.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace rasp_stitch::rasp {

using lambda::TermId;
using lambda::TermKind;
using lambda::TermStore;
using lambda::TypeId;
using lambda::TypeOf;
using lambda::TypeStore;

namespace {

// Names whose meaning depends on the types around them: `+` is `add` or `concat`, and `?eq` is `eq`
// or `equals_to`.
constexpr std::string_view plus = "+";
constexpr std::string_view type_of_plus = "seq(t0) -> seq(t0) -> seq(t0)";
constexpr char comparison_mark = '?';

class RaspTypes {
public:
    RaspTypes(const TermStore& store, TypeStore& types) : store_(&store), types_(&types) {}

    std::optional<TypeId> operator()(TermId primitive) const {
        const auto known = named_.find(primitive);
        return known != named_.end() ? std::optional(known->second)
                                     : of_name(store_->name(primitive));
    }

    // A meaning can use any other name, so this goes on as long as a name gets its type.
    void add(const Library& library) {
        std::size_t before = 0;
        do {
            before = named_.size();
            for (const TermId name : library.names()) {
                add(name, *library.find(name));
            }
        } while (named_.size() > before && named_.size() < library.names().size());
    }

private:
    void add(TermId name, TermId meaning) {
        if (named_.contains(name)) {
            return;
        }
        const lambda::Inference inference =
            lambda::infer(*store_, meaning, *types_, std::cref(*this));
        if (!inference.fault) {
            named_.emplace(name, inference.type);
        }
    }

    std::optional<TypeId> of_name(const std::string& name) const {
        if (const Primitive* const primitive = find_primitive(name)) {
            return lambda::parse_type(*types_, primitive->type);
        }
        if (name == plus) {
            return lambda::parse_type(*types_, type_of_plus);
        }
        if (name.front() == comparison_mark) {
            return types_->variable(0);
        }
        if (const std::optional<Value> value = parse_literal(name)) {
            const TypeId base = types_->constructor(name_of(kind_of(*value)));
            return types_->constructor("seq", std::array{base});
        }
        return std::nullopt;
    }

    const TermStore* store_;
    TypeStore* types_;
    std::unordered_map<TermId, TypeId> named_; // of the library
};

bool is_overloaded(const TermStore& store, TermId term) {
    return store.is(TermKind::primitive, term) &&
           (store.name(term) == plus || store.name(term).front() == comparison_mark);
}

bool has_overloaded(const TermStore& store, TermId term) {
    const std::vector<TermId> parts = lambda::subterms(store, std::array{term});
    return std::ranges::any_of(parts, [&](TermId part) { return is_overloaded(store, part); });
}

// Returns the type and all its parts, parts before wholes.
std::vector<TypeId> parts_of(const TypeStore& types, TypeId root) {
    std::vector<TypeId> parts{root};
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (!types.is_variable(parts[i])) {
            const std::span<const TypeId> arguments = types.arguments(parts[i]);
            parts.insert(parts.end(), arguments.begin(), arguments.end());
        }
    }
    std::sort(parts.begin(), parts.end());
    parts.erase(std::unique(parts.begin(), parts.end()), parts.end());
    return parts;
}

// Returns the type with `num` in place of `int` and `float`.
TypeId without_annotations(TypeStore& types, TypeId root) {
    std::unordered_map<TypeId, TypeId> made;
    for (const TypeId type : parts_of(types, root)) {
        if (types.is_variable(type)) {
            made.emplace(type, type);
            continue;
        }
        std::vector<TypeId> arguments;
        for (const TypeId argument : types.arguments(type)) {
            arguments.push_back(made.at(argument));
        }
        const std::string& name = types.name(type);
        const bool is_number = arguments.empty() && (name == "int" || name == "float");
        made.emplace(type, is_number ? types.constructor("num")
                                     : types.constructor(types.name_id(type), arguments));
    }
    return made.at(root);
}

TermId meant_by(TermStore& store, TypeStore& types, TermId name, TypeId type) {
    if (store.name(name) == plus) {
        const TypeId strings = types.constructor("seq", std::array{types.constructor("str")});
        return store.primitive(types.argument_of(type) == strings ? "concat" : "add");
    }
    const Primitive* const comparison = find_primitive(store.name(name).substr(1));
    const bool is_predicate = !types.is_variable(type) && types.name(type) == "pred";
    return store.primitive(is_predicate ? predicate_of(comparison->comparison).name
                                        : comparison->name);
}

// Returns the term with each overloaded name replaced by the one that its type says. `primitives`
// has the primitives of the term from left to right.
TermId without_overloaded(TermStore& store, TypeStore& types, TermId root,
                          const std::vector<lambda::PrimitiveUse>& primitives) {
    struct Visit {
        TermId term;
        bool has_parts = false;
    };
    std::vector<Visit> pending{{root}};
    std::vector<TermId> made;
    auto next = primitives.begin();
    while (!pending.empty()) {
        const Visit visit = pending.back();
        pending.pop_back();
        const TermKind kind = store.kind(visit.term);
        if (kind == TermKind::lambda && visit.has_parts) {
            made.back() = store.lambda(made.back(), store.tag(visit.term));
        } else if (kind == TermKind::lambda) {
            pending.push_back({visit.term, true});
            pending.push_back({store.body(visit.term)});
        } else if (kind == TermKind::application && visit.has_parts) {
            const TermId argument = made.back();
            made.pop_back();
            made.back() = store.application(made.back(), argument);
        } else if (kind == TermKind::application) {
            pending.push_back({visit.term, true});
            pending.push_back({store.argument(visit.term)});
            pending.push_back({store.function(visit.term)});
        } else if (kind == TermKind::primitive) {
            made.push_back(is_overloaded(store, visit.term)
                               ? meant_by(store, types, visit.term, next->type)
                               : visit.term);
            ++next;
        } else {
            made.push_back(visit.term);
        }
    }
    return made.back();
}

// Returns the message with a literal that it begins with as it stands in the text: 1, not "one".
std::string as_written(std::string found, std::string_view text, std::size_t offset) {
    const std::size_t end = std::min(text.find_first_of(" \t\n\r\f\v()", offset), text.size());
    const std::string_view word = text.substr(offset, end - offset);
    const std::optional<Value> value = parse_literal(word);
    const std::string named = value ? quote_excerpt(literal_name(*value)) : "";
    if (!named.empty() && found.starts_with(named)) {
        found.replace(0, named.size(), quote_excerpt(word));
    }
    return found;
}

[[noreturn]] void fail(const TermStore& store, std::string_view text, TermId term,
                       const std::vector<std::size_t>& places, const lambda::TypeFault& fault) {
    const bool has_no_type = fault.kind == lambda::TypeFaultKind::unknown_primitive;
    const std::size_t offset = places.at(lambda::occurrence_at(store, term, fault.path));
    throw InputError(
        {.found = has_no_type ? quote_excerpt(store.name(fault.term)) + " has no type"
                              : as_written(fault.found, text, offset),
         .expected = has_no_type ? "a library whose bodies type under RASP" : fault.expected,
         .text = std::string(text),
         .offset = offset});
}

} // namespace

TypeOf rasp_types(const TermStore& store, TypeStore& types, const Library* library) {
    RaspTypes known(store, types);
    if (library != nullptr) {
        known.add(*library);
    }
    return known;
}

TypeId parse_task_type(TypeStore& types, std::string_view text) {
    const TypeId type = without_annotations(types, lambda::parse_type(types, text));
    check_type_names(types, type, text);
    return type;
}

std::optional<TypedProgram> typed(TermStore& store, TypeStore& types, TermId term,
                                  const TypeOf& type_of) {
    try {
        TermId canonical_term = canonical(store, term, true);
        // Only what names mean is asked for each occurrence; a program that shares much has many.
        const bool overloaded = has_overloaded(store, canonical_term);
        lambda::Inference inference =
            lambda::infer(store, canonical_term, types, type_of, {.primitives = overloaded});
        if (!inference.fault && overloaded) {
            canonical_term = without_overloaded(store, types, canonical_term, inference.primitives);
            inference = lambda::infer(store, canonical_term, types, type_of);
        }
        return inference.fault
                   ? std::nullopt
                   : std::optional(TypedProgram{.term = canonical_term, .type = inference.type});
    } catch (const InputError&) {
        return std::nullopt; // a literal that cannot be read
    }
}

TypedProgram read_typed(TermStore& store, TypeStore& types, std::string_view given,
                        const TypingOptions& options) {
    const std::string text = without_abstractions(given);
    std::vector<std::size_t> places;
    lambda::parse(store, text, {.places = &places});
    const TypeOf type_of = rasp_types(store, types, options.library);
    const auto inferred = [&](TermId term, bool primitives) {
        lambda::Inference inference = lambda::infer(
            store, term, types, type_of, {.request = options.request, .primitives = primitives});
        if (inference.fault) {
            fail(store, text, term, places, *inference.fault);
        }
        return inference;
    };
    const TermId read =
        read_program(store, text, {.library = options.library, .keep_overloaded = true});
    if (!has_overloaded(store, read)) {
        return {.term = read, .type = inferred(read, false).type};
    }
    const TermId term = without_overloaded(store, types, read, inferred(read, true).primitives);
    return {.term = term, .type = inferred(term, false).type};
}

std::optional<std::size_t> program_arity(TypeStore& types, TypeId type) {
    lambda::Unifier unifier(types);
    const auto fits = [&](std::string_view wanted) {
        const lambda::Unifier::Mark mark = unifier.mark();
        const bool fit = unifier.unify(unifier.instantiate(type),
                                       unifier.instantiate(lambda::parse_type(types, wanted))) ==
                         lambda::Unification::done;
        unifier.undo(mark);
        return fit;
    };
    if (fits("input(t0) -> seq(t1)") || fits("input(t0) -> sel")) {
        return 1;
    }
    if (fits("input(t0) -> seq(t1) -> seq(t2)") || fits("input(t0) -> seq(t1) -> sel")) {
        return 2;
    }
    return std::nullopt;
}

} // namespace rasp_stitch::rasp
