#include "compressor/joint/search_memo.hpp"

#include "support/hashing/hash.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace rasp_stitch::compressor {

using lambda::TermKind;

namespace {

constexpr std::size_t most_bytes = std::size_t{1} << 26U;

// Returns a text of a primitive's name and of what the settings say of it.
std::string described(std::string_view name, const Matching& matching) {
    const std::string key(name);
    std::string text = key;
    if (matching.fixed_arity) {
        if (const auto known = matching.fixed_arity->find(key);
            known != matching.fixed_arity->end()) {
            text += "\narity " + std::to_string(known->second);
        }
    }
    if (const auto known = matching.types.find(key); known != matching.types.end()) {
        text += "\ntype " + known->second;
    }
    if (matching.automaton) {
        const auto known = matching.automaton->abstractions.find(key);
        if (known != matching.automaton->abstractions.end()) {
            const Call& call = known->second.call;
            text += "\ncalls " + call.primitive + ' ' + std::to_string(call.metavariable) + ' ' +
                    std::to_string(call.arguments);
            for (const State state : known->second.arguments) {
                text += ' ' + std::to_string(state);
            }
        }
    }
    return text;
}

// Returns a hash of the programs, another one for each seed.
std::uint64_t hash_of(const NodeTable& table, const lambda::TermStore& store,
                      const Matching& matching, std::uint64_t seed) {
    const auto combine = [seed](std::uint64_t left, std::uint64_t right) {
        return mix_bits(mix_bits(left + seed) ^ right);
    };
    std::vector<std::uint64_t> heads;
    for (const Head& head : table.heads) {
        const std::uint64_t value = head.kind == TermKind::primitive
                                        ? fnv1a(described(store.symbol_name(head.value), matching))
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

CorpusKey corpus_key(const NodeTable& table, const lambda::TermStore& store,
                     const Matching& matching) {
    return {.first = hash_of(table, store, matching, 0),
            .second = hash_of(table, store, matching, golden_multiplier)};
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
