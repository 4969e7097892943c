#pragma once

// The names that a piece of a text sees: its own, and those of the texts around it.
//
//     Scope outer(nullptr);
//     outer.set("x", value);
//     Scope inner(&outer);
//     inner.find("x") // the value

#include "rasp/source/definition_value.hpp"

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rasp_stitch::rasp {

class Scope {
public:
    // The outer scope must outlive this one.
    explicit Scope(const Scope* outer) : outer_(outer) {}

    void set(std::string_view name, DefinitionValue value) {
        values_.insert_or_assign(std::string(name), std::move(value));
    }

    // Returns a null pointer for an unknown name.
    const DefinitionValue* find(std::string_view name) const {
        for (const Scope* scope = this; scope != nullptr; scope = scope->outer_) {
            const auto found = scope->values_.find(name);
            if (found != scope->values_.end()) {
                return &found->second;
            }
        }
        return nullptr;
    }

    const std::map<std::string, DefinitionValue, std::less<>>& own() const { return values_; }

    // Returns all names in sight.
    std::vector<std::string_view> names() const {
        std::vector<std::string_view> all;
        for (const Scope* scope = this; scope != nullptr; scope = scope->outer_) {
            for (const auto& [name, value] : scope->values_) {
                all.push_back(name);
            }
        }
        return all;
    }

private:
    const Scope* outer_;
    std::map<std::string, DefinitionValue, std::less<>> values_;
};

} // namespace rasp_stitch::rasp
