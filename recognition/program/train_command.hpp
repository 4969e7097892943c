#pragma once

// rasp-recognize train: a network from tasks, programs that solve them, and dreams.

namespace rasp_stitch::recognition {

// The first argument is the word "train".
int train(int argc, const char* const* argv);

} // namespace rasp_stitch::recognition
