#include "compressor/joint/search_memo.hpp"

#include "support/hashing/hash.hpp"

#include <utility>
#include <vector>

namespace rasp_stitch::compressor {

using lambda::TermKind;

namespace {

constexpr std::size_t most_bytes = std::size_t{1} << 26U;

// Returns a hash of the programs, another one for each seed.
std::uint64_t hash_of(const NodeTable& table, const lambda::TermStore& store, std::uint64_t seed) {
    const auto combine = [seed](std::uint64_t left, std::uint64_t right) {
        return mix_bits(mix_bits(left + seed) ^ right);
    };
    std::vector<std::uint64_t> heads;
    for (const Head& head : table.heads) {
        const std::uint64_t value = head.kind == TermKind::primitive
                                        ? fnv1a(store.symbol_name(head.value))
                                        : std::uint64_t{head.value};
        heads.push_back(combine(
            combine(static_cast<std::uint64_t>(head.kind), std::uint64_t{head.tag}), value));
    }
    std::vector<std::uint64_t> nodes;
    nodes.reserve(table.size());
    for (Node node = 0; node < table.size(); ++node) {
        const HeadId head = table.head[node];
        std::uint64_t hash = heads[head];
        if (!table.heads[head].is_leaf()) {
            hash = combine(hash, nodes[table.first[node]]);
        }
        if (table.heads[head].kind == TermKind::application) {
            hash = combine(hash, nodes[table.second[node]]);
        }
        nodes.push_back(hash);
    }
    std::uint64_t hash = table.root.size();
    for (const Node root : table.root) {
        hash = combine(hash, nodes[root]);
    }
    return hash;
}

std::size_t bytes_of(const SearchResult& result) {
    std::size_t bytes = sizeof(SearchResult);
    for (const ScoredAbstraction& found : result.best) {
        bytes += sizeof(ScoredAbstraction) + found.pattern.bytes() + found.body.size();
    }
    return bytes;
}

} // namespace

CorpusKey corpus_key(const NodeTable& table, const lambda::TermStore& store) {
    return {.first = hash_of(table, store, 0), .second = hash_of(table, store, golden_multiplier)};
}

std::shared_ptr<const SearchResult> SearchMemo::find(const CorpusKey& key,
                                                     std::size_t count) const {
    const std::lock_guard lock(mutex_);
    const auto known = results_.find({key.first, key.second, count});
    return known == results_.end() ? nullptr : known->second;
}

void SearchMemo::add(const CorpusKey& key, std::size_t count, SearchResult result) {
    const std::size_t bytes = bytes_of(result);
    auto held = std::make_shared<const SearchResult>(std::move(result));
    const std::lock_guard lock(mutex_);
    if (bytes_ + bytes > most_bytes) {
        results_.clear();
        bytes_ = 0;
    }
    if (results_.emplace(Key{key.first, key.second, count}, std::move(held)).second) {
        bytes_ += bytes;
    }
}

} // namespace rasp_stitch::compressor
