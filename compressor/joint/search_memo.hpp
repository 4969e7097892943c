#pragma once

// What searches have found in the corpora that one joint search meets, so that none is made twice.
//
//     const CorpusKey key = corpus_key(table, store, matching);
//     if (const auto known = memo.find(key, 1)) { ... }  // else search, and then
//     memo.add(key, 1, result);
//
// Libraries that differ in the order of their abstractions, or that one move makes and another
// unmakes, leave the same corpus. Its node table is then the same, up to the ids of terms, so what
// was found in one is what is found in the other.

#include "compressor/corpus/settings.hpp"
#include "compressor/nodes/node_table.hpp"
#include "compressor/search/search.hpp"
#include "lambda/terms/term_store.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <tuple>

namespace rasp_stitch::compressor {

// A hash of 128 bits of the programs with their names, the same for equal programs of any store if
// the settings say the same of the names.
// Nothing guards against one that is the same by chance: among a million corpora, the chance is
// less than one in 10^26.
struct CorpusKey {
    std::uint64_t first = 0;
    std::uint64_t second = 0;
};

// Returns the key of the programs of a table, whose terms are in the store.
CorpusKey corpus_key(const NodeTable& table, const lambda::TermStore& store,
                     const Matching& matching);

// Any thread may call these functions at any time.
class SearchMemo {
public:
    // Returns the result of a search for the `count` best in this corpus, or nullptr.
    std::shared_ptr<const SearchResult> find(const CorpusKey& key, std::size_t count) const;

    // Adds a result. If they have become too many, it forgets all others.
    void add(const CorpusKey& key, std::size_t count, SearchResult result);

private:
    using Key = std::tuple<std::uint64_t, std::uint64_t, std::size_t>;

    mutable std::mutex mutex_;
    std::map<Key, std::shared_ptr<const SearchResult>> results_;
    std::size_t bytes_ = 0;
};

} // namespace rasp_stitch::compressor
