#include "lambda/types/type_fault.hpp"

#include "lambda/terms/print.hpp"
#include "lambda/types/type_text.hpp"
#include "support/text/excerpt.hpp"

#include <cstddef>
#include <optional>

namespace rasp_stitch::lambda {

namespace {

// The place of an application's argument among those of the function that the whole spine applies.
struct ArgumentPlace {
    TermId head{};
    std::size_t position = 0; // from 1
};

ArgumentPlace place_of_argument(const TermStore& store, TermId application) {
    ArgumentPlace place{.head = application};
    for (; store.is(TermKind::application, place.head); ++place.position) {
        place.head = store.function(place.head);
    }
    return place;
}

} // namespace

FaultWords FaultWording::unknown_primitive(TermId primitive) const {
    return {shown(primitive) + " is not known", "a primitive of the language"};
}

FaultWords FaultWording::free_variable(TermId variable) const {
    return {"the variable " + shown(variable) + " is free",
            "a lambda around it for each variable: (lam ... $0 ...)"};
}

FaultWords FaultWording::surplus_argument(TermId application, TypeInstance function) const {
    const auto [head, position] = place_of_argument(*store_, application);
    return {shown(store_->argument(application)) + " is argument " + std::to_string(position) +
                " of " + shown(head),
            (position == 1 ? "no arguments" : "at most " + std::to_string(position - 1)) +
                ", since " + shown(store_->function(application)) + " is " + shown(function)};
}

FaultWords FaultWording::mismatch(TermId application, TypeInstance argument,
                                  TypeInstance parameter) const {
    const auto [head, position] = place_of_argument(*store_, application);
    Resolver resolver(*types_, *unifier_); // variables that both share have one name
    const std::string is = shown(argument, resolver);
    return {shown(store_->argument(application)) + " is " + is,
            shown(parameter, resolver) + ", as argument " + std::to_string(position) + " of " +
                shown(head)};
}

FaultWords FaultWording::infinite(TermId application) const {
    return {shown(store_->argument(application)) + " would have a type that contains itself",
            "an argument of another type for " +
                shown(place_of_argument(*store_, application).head)};
}

FaultWords FaultWording::request(TypeInstance type, TypeId request) const {
    return {"the program is " + shown(type), excerpt_of_type(*types_, request)};
}

FaultWords FaultWording::large_term() {
    return {"the program is too large to be typed", "a program with fewer parts"};
}

FaultWords FaultWording::large_type() {
    return {"the type of the program is too large", "a program with smaller types"};
}

FaultWords FaultWording::large_argument_type(TermId application) const {
    return {"the type of " + shown(store_->argument(application)) + " is too large",
            "a program with smaller types"};
}

std::string FaultWording::shown(TermId term) const {
    constexpr std::size_t most = 60;
    return quote_excerpt(print(*store_, term, {.most_characters = most}), most);
}

std::string FaultWording::shown(TypeInstance type) const {
    Resolver resolver(*types_, *unifier_);
    return shown(type, resolver);
}

std::string FaultWording::shown(TypeInstance type, Resolver& resolver) const {
    const std::optional<TypeId> resolved = resolver.resolve(type);
    return resolved ? excerpt_of_type(*types_, *resolved) : "of a very large type";
}

} // namespace rasp_stitch::lambda
