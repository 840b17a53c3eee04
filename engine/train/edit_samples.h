#pragma once

#include <vector>

#include "engine/train/edit_words.h"
#include "engine/train/portrait_set.h"
#include "engine/train/shadow_synthesis.h"

namespace engine {

/// What is asked of a picture, in words, and the colours that some of them name where they stand.
struct AskedWords {
    struct Colour {
        int word;  ///< of `concepts`
        cv::Vec3d lab;
    };
    std::vector<std::string> concepts;  ///< none: nothing is asked
    std::vector<Colour> colours;

    void add(const EditClause& clause);
};

/// A portrait, what is asked of it, and the exact answer.
struct EditSample {
    LightSample light;  ///< seen: the portrait; clean: as described; change: where the description applies
    AskedWords asked;
    cv::Mat parts;  ///< CV_8U, labels of engine::Part at a quarter of the size
};

/// Draws triplets (picture, edit prompt, target) from labelled portraits: the weak supervision of iEdit
/// (Bodur et al. 2023, arXiv 2305.05947), with recoloured and relit versions of the same picture as exact
/// targets instead of mined neighbours.
class EditSampler {
public:
    /// `portraits` must outlive the sampler.
    EditSampler(const std::vector<Portrait>& portraits, std::uint64_t seed)
        : portraits_(portraits), random_(seed) {}

    /// One to three clauses about an augmented portrait at `size`²; 8 % ask for nothing.
    EditSample draw(int size);

    /// One to three clauses about no picture at all.
    AskedWords drawWords();

    /// One clause about portrait `index` exactly as it stands in the set (for figures): no augmentation.
    EditSample answer(int index, const EditClause& clause, int size) const;

private:
    EditClause::Place drawPlace();
    int drawCount();

    const std::vector<Portrait>& portraits_;
    Random random_;
};

/// How much of a place there is in a portrait, soft, CV_32F in 0…1 at `size`²; `placement` as
/// randomPlacement().
cv::Mat placeOf(const Portrait& portrait, EditClause::Place place, const cv::Matx23d& placement, int size);

/// `picture` (CV_32FC3, sRGB) with a change where `alpha` (CV_32F) is.
cv::Mat changed(const cv::Mat& picture, const cv::Mat& alpha, const ColourChange& change);

}  // namespace engine
