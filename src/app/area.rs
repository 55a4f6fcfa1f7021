//! Where the panes stand on a screen of a given size.

use super::shape::{Shape, Zen};

/// A rectangle of cells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Area {
    pub x: u16,
    pub y: u16,
    pub width: u16,
    pub height: u16,
}

impl Area {
    pub const fn new(x: u16, y: u16, width: u16, height: u16) -> Area {
        Area { x, y, width, height }
    }

    pub const fn contains(self, x: u16, y: u16) -> bool {
        self.x <= x && x < self.right() && self.y <= y && y < self.bottom()
    }

    pub const fn right(self) -> u16 {
        self.x.saturating_add(self.width)
    }

    pub const fn bottom(self) -> u16 {
        self.y.saturating_add(self.height)
    }

    pub const fn is_empty(self) -> bool {
        self.width == 0 || self.height == 0
    }

    /// Without its outermost cells.
    pub(super) fn inner(self) -> Area {
        self.shrunk(1, 1)
    }

    fn shrunk(self, x: u16, y: u16) -> Area {
        Area {
            x: self.x.saturating_add(x.min(self.width)),
            y: self.y.saturating_add(y.min(self.height)),
            width: self.width.saturating_sub(2 * x),
            height: self.height.saturating_sub(2 * y),
        }
    }
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Pane {
    Topics,
    #[default]
    Body,
    Quotes,
}

impl Pane {
    pub(super) fn right(self) -> Pane {
        match self {
            Pane::Topics => Pane::Body,
            _ => Pane::Quotes,
        }
    }

    pub(super) fn left(self) -> Pane {
        match self {
            Pane::Quotes => Pane::Body,
            _ => Pane::Topics,
        }
    }

    pub(super) fn next(self) -> Pane {
        if self == Pane::Quotes { Pane::Topics } else { self.right() }
    }

    pub(super) fn previous(self) -> Pane {
        if self == Pane::Topics { Pane::Quotes } else { self.left() }
    }
}

/// How much room the lines around the panes take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Frame {
    /// Lines on all sides, shared between neighbours.
    #[default]
    Full,
    /// Only a title row above each pane.
    Titles,
    /// As `Full`, but without the lines.
    Bare,
    /// Nothing at all.
    Zen,
}

/// The parts of the screen. An area that is not shown is empty. Frames of neighbours
/// share a column, so an outer area may reach into the next by one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Panes {
    pub frame: Frame,
    pub header: Area,
    pub topics: Area,
    pub body: Area,
    pub quotes: Area,
    /// The selected quote under the body, where there is no room for the sidebar.
    pub foot: Area,
    pub status: Area,
}

/// Cells that a pane set wide leaves the body.
const LEAST: u16 = 12;

/// Lower than this, nothing is spent on frames or a header.
const LOW: u16 = 8;

impl Panes {
    /// The layout of `width` by `height` cells with `focus` in view.
    pub fn of(width: u16, height: u16, focus: Pane, shape: &Shape) -> Panes {
        if shape.zen == Zen::On {
            return Panes::zen(width, height);
        }
        let layout = &shape.layout;
        let (wide, middle) = (layout.three_panes_from, layout.two_panes_from);
        let header = u16::from(height >= LOW);
        let status = u16::from(height >= 3);
        let main = Area::new(0, header, width, height - header - status);
        let frame = if width < middle || height < LOW { Frame::Titles } else { shape.frame() };
        let mut panes = Panes {
            frame,
            header: Area::new(0, 0, width, header),
            status: Area::new(0, height - status, width, status),
            ..Panes::default()
        };
        if width >= wide.max(middle) {
            panes.three(main, shape);
        } else if width >= middle {
            panes.two(main, focus, shape);
        } else {
            *panes.outer(focus) = main;
        }
        panes
    }

    /// The text alone, and a row for what must be said.
    fn zen(width: u16, height: u16) -> Panes {
        let status = u16::from(height >= 3);
        Panes {
            frame: Frame::Zen,
            body: Area::new(0, 0, width, height - status),
            status: Area::new(0, height - status, width, status),
            ..Panes::default()
        }
    }

    fn three(&mut self, main: Area, shape: &Shape) {
        let layout = &shape.layout;
        let share = |percent: u16| u16::try_from(u32::from(main.width) * u32::from(percent) / 100);
        let wished = |percent: u16, otherwise: u16| match percent {
            // However early three panes are asked for, the body keeps a third.
            0 => otherwise.min(main.width / 3),
            percent => share(percent).unwrap_or(otherwise).max(4),
        };
        let topics = wished(layout.topics_percent, (main.width / 5).clamp(22, 34));
        let quotes = wished(layout.quotes_percent, (main.width * 3 / 10).clamp(32, 52));
        // A size set on a wider screen leaves the body its room on this one.
        let most = main.width.saturating_sub(LEAST) / 2;
        let topics = shape.topics.map_or(topics, |cells| cells.min(most.max(4)));
        let rest = main.width.saturating_sub(topics + LEAST);
        let quotes = shape.quotes.map_or(quotes.min(rest), |cells| cells.min(rest.max(4)));
        let body = main.width - topics - quotes;
        self.topics = Area { width: topics + 1, ..main };
        self.body = Area { x: topics, width: body, ..main };
        let x = topics + body - 1;
        self.quotes = Area { x, width: quotes + 1, ..main };
    }

    fn two(&mut self, main: Area, focus: Pane, shape: &Shape) {
        let most = main.width.saturating_sub(LEAST).max(4);
        if focus == Pane::Quotes {
            let quotes = shape.quotes.unwrap_or(main.width * 45 / 100).min(most);
            self.body = Area { width: main.width - quotes, ..main };
            let x = main.width - quotes - 1;
            self.quotes = Area { x, width: quotes + 1, ..main };
            return;
        }
        let topics = shape.topics.unwrap_or((main.width / 4).clamp(16, 26)).min(most);
        let foot = if main.height >= 16 { 6 } else { 0 };
        self.topics = Area { width: topics + 1, ..main };
        let x = topics;
        let body = Area { x, width: main.width - topics, ..main };
        self.body = Area { height: main.height - foot + u16::from(foot > 0), ..body };
        if foot > 0 {
            self.foot = Area { y: main.y + main.height - foot, height: foot, ..body };
        }
    }

    fn outer(&mut self, pane: Pane) -> &mut Area {
        match pane {
            Pane::Topics => &mut self.topics,
            Pane::Body => &mut self.body,
            Pane::Quotes => &mut self.quotes,
        }
    }

    /// Where `pane` shows its content, frame left out.
    pub fn content(&self, pane: Pane) -> Area {
        self.inside(match pane {
            Pane::Topics => self.topics,
            Pane::Body => self.body,
            Pane::Quotes => self.quotes,
        })
    }

    /// `area` without its frame.
    pub fn inside(&self, area: Area) -> Area {
        match self.frame {
            Frame::Full => area.inner(),
            Frame::Zen => area,
            Frame::Bare => {
                // The row of the title below is not this pane's.
                let shared = u16::from(area.bottom() < self.status.y);
                let inner = area.inner();
                let height = inner.height + 1 - shared.min(inner.height + 1);
                Area { height: if inner.is_empty() { inner.height } else { height }, ..inner }
            }
            Frame::Titles => {
                let title = area.height.min(1);
                Area { y: area.y + title, height: area.height - title, ..area }
            }
        }
    }

    /// The pane at a cell; the foot counts as quotes.
    pub fn at(&self, x: u16, y: u16) -> Option<Pane> {
        [(self.foot, Pane::Quotes), (self.topics, Pane::Topics), (self.body, Pane::Body)]
            .into_iter()
            .chain([(self.quotes, Pane::Quotes)])
            .find(|(area, _)| area.contains(x, y))
            .map(|(_, pane)| pane)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Borders, Config, Layout};

    #[track_caller]
    fn check(width: u16, height: u16, focus: Pane, shown: &[Pane]) {
        let panes = Panes::of(width, height, focus, &Shape::default());
        let all = [Pane::Topics, Pane::Body, Pane::Quotes];
        let found: Vec<Pane> =
            all.into_iter().filter(|&pane| !panes.content(pane).is_empty()).collect();
        assert_eq!(found, shown);
    }

    #[test]
    fn panes_fold_as_the_screen_narrows() {
        check(120, 40, Pane::Body, &[Pane::Topics, Pane::Body, Pane::Quotes]);
        check(100, 24, Pane::Topics, &[Pane::Topics, Pane::Body, Pane::Quotes]);
        check(99, 24, Pane::Body, &[Pane::Topics, Pane::Body]);
        check(80, 24, Pane::Quotes, &[Pane::Body, Pane::Quotes]);
        check(59, 20, Pane::Quotes, &[Pane::Quotes]);
        check(40, 12, Pane::Body, &[Pane::Body]);
    }

    #[test]
    fn every_size_is_laid_out_inside_the_screen() {
        let usual = Config::default().layout;
        let odd = Layout { three_panes_from: 40, two_panes_from: 20, ..Config::default().layout };
        let wide = Layout { topics_percent: 45, quotes_percent: 45, ..Config::default().layout };
        let bare = Layout { borders: Borders::None, ..Config::default().layout };
        for layout in [usual, odd, wide, bare] {
            let shape = Shape { layout, ..Shape::default() };
            every_size_fits(&shape);
            every_size_fits(&Shape { topics: Some(90), quotes: Some(90), ..shape.clone() });
            every_size_fits(&Shape { zen: Zen::On, ..shape });
        }
    }

    fn every_size_fits(shape: &Shape) {
        for (width, height) in (0..130).flat_map(|w| (0..30).map(move |h| (w, h))) {
            for focus in [Pane::Topics, Pane::Body, Pane::Quotes] {
                let p = Panes::of(width, height, focus, shape);
                for area in [p.header, p.topics, p.body, p.quotes, p.foot, p.status] {
                    assert!(area.right() <= width && area.bottom() <= height, "{width}x{height}");
                }
            }
        }
    }
}
