#pragma once

namespace cli {

/// As long as it lives nothing gets to stderr: libraries that decode pictures write there as they like, and a
/// person is to read one sentence. Not for several threads at once.
class Silence {
public:
    Silence();
    Silence(const Silence&) = delete;
    Silence& operator=(const Silence&) = delete;
    ~Silence();

private:
    int kept_ = -1;
};

}  // namespace cli
