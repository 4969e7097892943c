#pragma once

// A variable that has another value for a while.
//
//     const Restored loads(loads_, loads_ + 1); // loads_ is what it was when this ends

#include <utility>

namespace rasp_stitch::rasp {

// Gives a variable another value for as long as this lives.
template <class Value>
class Restored {
public:
    Restored(Value& variable, Value value)
        : variable_(variable), before_(std::exchange(variable, std::move(value))) {}
    Restored(const Restored&) = delete;
    Restored& operator=(const Restored&) = delete;
    ~Restored() { variable_ = std::move(before_); }

private:
    Value& variable_;
    Value before_;
};

} // namespace rasp_stitch::rasp
