#pragma once

// Numbers for strings that are ordered as the strings are, so that one comparison does for all
// kinds of values.
//
//     StringCodes codes(batch.strings());
//     codes.code(id) < codes.code(other) // if text(id) < text(other), for the strings known now
//     codes.is_ordered(codes.code(id))
//
// Strings that are added to the table later have codes above all others, in no particular order.

#include "rasp/kernels/string_table.hpp"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace rasp_stitch::enumerator::backwards {

class StringCodes {
public:
    // The table must outlive this object.
    explicit StringCodes(rasp::StringTable& table) : table_(&table) {
        const std::span<const std::uint32_t> ranks = table.ranks();
        ranks_.assign(ranks.begin(), ranks.end());
        ids_.resize(ranks_.size());
        for (rasp::StringId id = 0; id < ranks_.size(); ++id) {
            ids_[ranks_[id]] = id;
        }
    }

    double code(rasp::StringId id) const { return id < ranks_.size() ? ranks_[id] : id; }
    bool is_ordered(double code) const { return code < static_cast<double>(ranks_.size()); }

    rasp::StringId id(double code) const {
        const auto number = static_cast<rasp::StringId>(code);
        return number < ids_.size() ? ids_[number] : number;
    }
    std::string_view text(double code) const { return table_->text(id(code)); }

    // Returns the code of a text, or nullopt if the table does not have it.
    std::optional<double> find(const std::string& text) {
        for (; known_ < table_->size(); ++known_) {
            by_text_.emplace(table_->text(static_cast<rasp::StringId>(known_)), known_);
        }
        const auto found = by_text_.find(text);
        return found != by_text_.end()
                   ? std::optional(code(static_cast<rasp::StringId>(found->second)))
                   : std::nullopt;
    }

private:
    rasp::StringTable* table_;
    std::vector<std::uint32_t> ranks_;                     // by id
    std::vector<rasp::StringId> ids_;                      // by rank
    std::unordered_map<std::string, std::size_t> by_text_; // of the first known_ strings
    std::size_t known_ = 0;
};

} // namespace rasp_stitch::enumerator::backwards
