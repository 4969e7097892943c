#pragma once

// Names for what a printed text has to name, told from what it is made of.
//
//     word_of(Opcode::select, {"indices", "indices"}, Comparison::less) == "select_earlier"
//     word_of(Opcode::aggregate, {"select_earlier", "is_a"}, {})        == "mean_is_a"
//     SourceNames names;
//     names.fresh("sort")  == "sort_2"   // sort is a function of the language
//     names.fresh("a b")   == "a_b"
//     SourceNames changed({{"fn_0", "earlier"}});
//     changed.written(changed.fresh("select_earlier", "fn_0")) == "earlier"

#include "rasp/language/opcode.hpp"
#include "rasp/language/value.hpp"
#include "rasp/print/name_changes.hpp"

#include <functional>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace rasp_stitch::rasp {

// Returns a word for a primitive that is applied to what these words are for.
std::string word_of(Opcode opcode, std::span<const std::string> arguments, Comparison comparison);
std::string word_of(const Value& literal);

// Returns whether the language, or what a printed text defines for its own sake, gives the name a
// meaning.
bool has_meaning(std::string_view name);

// Letters and digits of ASCII, of which names are made besides the low line.
bool is_plain(char c);

class SourceNames {
public:
    explicit SourceNames(NameChanges changes = {});

    // Returns a name that nothing has, like the one that is wished for. A change may also be of
    // `other_name`, which is what it was called elsewhere.
    std::string fresh(std::string_view wished, std::string_view other_name = {});

    // Returns how a fresh name is written, which is different if it was to be changed.
    const std::string& written(const std::string& fresh_name) const {
        return names_.at(fresh_name);
    }

    // Takes back all names that `before` does not have.
    void restore(const SourceNames& before);

    // Returns the changes of names that there were none of.
    std::vector<std::string> unused_changes() const;

private:
    bool is_wanted(std::string_view name) const;

    NameChanges changes_;
    std::map<std::string, std::string, std::less<>> names_; // as they are written
    std::set<std::string, std::less<>> written_;
    std::set<std::string, std::less<>> used_changes_;
};

} // namespace rasp_stitch::rasp
