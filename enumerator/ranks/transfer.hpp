#pragma once

// Writes and reads what a search is made of with Boost.Serialization, field by field: the same
// function does both, so that they cannot disagree.
//
//     std::string bytes = bytes_of(value);
//     read_bytes(bytes, value);

#include "enumerator/grammar/grammar.hpp"
#include "lambda/types/type_store.hpp"
#include "rasp/tasks/task.hpp"

#include <boost/archive/binary_iarchive.hpp>
#include <boost/archive/binary_oarchive.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <sstream>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace rasp_stitch::enumerator {

template <typename Archive>
class Transfer {
public:
    static constexpr bool is_saving = Archive::is_saving::value;

    explicit Transfer(Archive& archive) : archive_(&archive) {}

    template <typename... Values>
    void all(Values&... values) {
        (one(values), ...);
    }

    template <typename Value>
    requires std::is_arithmetic_v<Value> || std::same_as<Value, std::string>
    void one(Value& value) { *archive_& value; }

    template <typename Value>
    requires std::is_enum_v<Value>
    void one(Value& value) {
        auto number = static_cast<std::underlying_type_t<Value>>(value);
        one(number);
        value = static_cast<Value>(number);
    }

    template <typename Value>
    void one(std::vector<Value>& values) {
        std::size_t count = values.size();
        one(count);
        values.resize(count);
        if constexpr (std::same_as<Value, double>) {
            if constexpr (is_saving) {
                archive_->save_binary(values.data(), count * sizeof(double));
            } else {
                archive_->load_binary(values.data(), count * sizeof(double));
            }
        } else if constexpr (std::same_as<Value, bool>) {
            for (std::size_t i = 0; i < count; ++i) {
                bool value = values[i];
                one(value);
                values[i] = value;
            }
        } else {
            for (Value& value : values) {
                one(value);
            }
        }
    }

    template <typename Value>
    void one(std::optional<Value>& value) {
        bool has_value = value.has_value();
        one(has_value);
        if (!has_value) {
            value.reset();
            return;
        }
        if (!value) {
            value.emplace();
        }
        one(*value);
    }

    template <typename... Values>
    void one(std::variant<Values...>& value) {
        std::size_t index = value.index();
        one(index);
        if constexpr (!is_saving) {
            make<0, Values...>(value, index);
        }
        std::visit([&](auto& held) { one(held); }, value);
    }

    void one(rasp::Input& input) { all(input.tokens, input.atom); }
    void one(rasp::Example& example) { all(example.input, example.output); }
    void one(rasp::Task& task) { all(task.name, task.type, task.arity, task.examples); }

    void one(Production& production) { all(production.expression, production.type); }
    void one(Weights& weights) { all(weights.variable, weights.productions, weights.continuation); }
    void one(Grammar& grammar) { all(grammar.productions, grammar.weights); }
    void one(ContextualGrammar& grammar) {
        all(grammar.productions, grammar.no_parent, grammar.variable_parent, grammar.arguments);
    }

    // Types are made again in their order, which gives them the ids that they have.
    void one(lambda::TypeStore& types) {
        std::size_t count = types.size();
        one(count);
        for (std::size_t i = 0; i < count; ++i) {
            const auto id = static_cast<lambda::TypeId>(i);
            bool is_variable = is_saving && types.is_variable(id);
            std::uint32_t index = 0;
            std::string name;
            std::vector<lambda::TypeId> arguments;
            if constexpr (is_saving) {
                if (is_variable) {
                    index = types.index(id);
                } else {
                    name = types.name(id);
                    arguments.assign(types.arguments(id).begin(), types.arguments(id).end());
                }
            }
            all(is_variable, index, name, arguments);
            if constexpr (!is_saving) {
                is_variable ? types.variable(index) : types.constructor(name, arguments);
            }
        }
    }

    // Anything that says itself which its fields are.
    template <typename Value>
    requires requires(Value& value, Transfer& transfer) { value.transfer(transfer); }
    void one(Value& value) { value.transfer(*this); }

private:
    template <std::size_t number, typename First, typename... Rest, typename Variant>
    static void make(Variant& value, std::size_t index) {
        if (index == number) {
            value.template emplace<number>();
        } else if constexpr (sizeof...(Rest) > 0) {
            make<number + 1, Rest...>(value, index);
        }
    }

    Archive* archive_;
};

template <typename Value>
std::string bytes_of(Value& value) {
    std::ostringstream stream;
    boost::archive::binary_oarchive archive(stream,
                                            boost::archive::no_header | boost::archive::no_codecvt);
    Transfer(archive).one(value);
    return std::move(stream).str();
}

// The value is new.
template <typename Value>
void read_bytes(const std::string& bytes, Value& value) {
    std::istringstream stream(bytes);
    boost::archive::binary_iarchive archive(stream,
                                            boost::archive::no_header | boost::archive::no_codecvt);
    Transfer(archive).one(value);
}

} // namespace rasp_stitch::enumerator
