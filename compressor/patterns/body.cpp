#include "compressor/patterns/body.hpp"

#include "lambda/terms/print.hpp"

namespace rasp_stitch::compressor {

using lambda::TermId;
using lambda::TermKind;
using lambda::TermStore;

PartialBody::Position PartialBody::add_hole() {
    nodes_.emplace_back();
    return next_position() - 1;
}

PartialBody PartialBody::whole(const NodeTable& table, Node node) {
    PartialBody body;
    std::vector<Node> nodes{node}; // by position
    for (Position position = 0; position < nodes.size(); ++position) {
        const Node at = nodes[position];
        const HeadId head = table.head[at];
        switch (table.heads[head].kind) {
        case TermKind::application:
            body.fill_application(position, head);
            nodes.push_back(table.first[at]);
            nodes.push_back(table.second[at]);
            break;
        case TermKind::lambda:
            body.fill_lambda(position, head);
            nodes.push_back(table.first[at]);
            break;
        default:
            body.fill_leaf(position, head);
            break;
        }
    }
    return body;
}

void PartialBody::fill_application(Position position, HeadId head) {
    const Position function = add_hole();
    const Position argument = add_hole();
    nodes_[position] = {.head = head, .first = function, .second = argument};
}

void PartialBody::fill_lambda(Position position, HeadId head) {
    const Position body = add_hole();
    nodes_[position] = {.head = head, .first = body};
}

PartialBody::RootCall PartialBody::root_call(const NodeTable& table) const {
    RootCall call;
    while (nodes_[call.callee].head < table.heads.size() &&
           table.heads[nodes_[call.callee].head].kind == TermKind::application) {
        call.callee = nodes_[call.callee].first;
        ++call.width;
    }
    return call;
}

std::vector<std::uint32_t> PartialBody::printed_numbers(const NodeTable& table,
                                                        std::uint32_t arity) const {
    std::vector<std::uint32_t> numbers(arity, UINT32_MAX);
    std::uint32_t next = 0;
    std::vector<Position> pending{0};
    while (!pending.empty()) {
        const BodyNode& node = nodes_[pending.back()];
        pending.pop_back();
        if (is_metavariable(node.head)) {
            std::uint32_t& number = numbers[first_metavariable - node.head];
            if (number == UINT32_MAX) {
                number = next++;
            }
        } else if (node.head != no_head) {
            const TermKind kind = table.heads[node.head].kind;
            if (kind == TermKind::application) {
                pending.push_back(node.second);
                pending.push_back(node.first);
            } else if (kind == TermKind::lambda) {
                pending.push_back(node.first);
            }
        }
    }
    return numbers;
}

TermId PartialBody::build(const NodeTable& table, const TermStore& source, TermStore& store,
                          std::uint32_t arity) const {
    const std::vector<std::uint32_t> numbers = printed_numbers(table, arity);
    std::vector<TermId> built(nodes_.size());
    for (std::size_t position = nodes_.size(); position-- > 0;) {
        const BodyNode& node = nodes_[position];
        TermId& term = built[position];
        if (node.head == no_head) {
            term = store.primitive("??");
            continue;
        }
        if (is_metavariable(node.head)) {
            term = store.metavariable(numbers[first_metavariable - node.head]);
            continue;
        }
        const Head& head = table.heads[node.head];
        switch (head.kind) {
        case TermKind::application:
            term = store.application(built[node.first], built[node.second]);
            break;
        case TermKind::lambda:
            term = store.lambda(built[node.first], head.tag);
            break;
        case TermKind::variable:
            term = store.variable(head.value, head.tag);
            break;
        default:
            // The name is copied, because adding to the store may move the names in it.
            term = store.primitive(std::string(source.symbol_name(head.value)));
            break;
        }
    }
    return built.front();
}

std::string PartialBody::text(const NodeTable& table, const TermStore& source,
                              std::uint32_t arity) const {
    TermStore scratch;
    return lambda::print(scratch, build(table, source, scratch, arity));
}

} // namespace rasp_stitch::compressor
