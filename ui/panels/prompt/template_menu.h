#pragma once

#include <QMenu>

namespace ui {

struct PromptTemplate;
struct Workspace;

/// The templates to pick from, by group, the user's own below them; what stands in the prompt has a tick.
/// Filled anew each time it opens.
class TemplateMenu : public QMenu {
    Q_OBJECT

public:
    explicit TemplateMenu(Workspace& workspace, QWidget* parent = nullptr);

Q_SIGNALS:
    void picked();
    void failed(const QString& sentence);  ///< a template of the user's own could not be kept or deleted

protected:
    void changeEvent(QEvent* event) override;

private:
    void fill();
    void addTo(QMenu* menu, const PromptTemplate& one);
    void save();

    Workspace& work_;
};

}  // namespace ui
