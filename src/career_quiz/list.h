#pragma once

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <new>
#include <type_traits>
#include <utility>

namespace career_quiz {

/// What all lists share, whatever they hold, so that growing is compiled once.
class ListStorage {
 public:
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }

 protected:
  /// Moves an item to memory that holds none yet; null where copying its bytes does.
  using Relocate = void (*)(void* from, void* to);

  ListStorage() = default;
  ListStorage(const ListStorage&) = delete;
  ListStorage& operator=(const ListStorage&) = delete;
  ~ListStorage() { ::operator delete(items_); }

  /// Makes room for `least` items of `item_size` bytes.
  void make_room(std::size_t least, std::size_t item_size, Relocate relocate);
  /// Adds `count` items by copying their bytes; zeros if `items` is null.
  void add_bytes(const void* items, std::size_t count, std::size_t item_size);
  /// The memory of one more item, which the caller constructs there.
  void* add(std::size_t item_size, Relocate relocate);
  /// Takes over what `other`, of the same items, holds. Precondition: nothing is held.
  void take_from(ListStorage* other);

  void* items_ = nullptr;
  std::size_t size_ = 0;
  std::size_t capacity_ = 0;
};

/// A std::vector of fewer functions. In WebAssembly each type of item makes
/// std::vector cost as much as a small reader; of this one hardly more than the
/// copying and the end of its items is compiled again.
template <class Item>
class List : public ListStorage {
 public:
  using value_type = Item;
  using size_type = std::size_t;
  using difference_type = std::ptrdiff_t;
  using reference = Item&;
  using const_reference = const Item&;
  using iterator = Item*;
  using const_iterator = const Item*;

  List() = default;
  explicit List(std::size_t count) { resize(count); }
  List(std::size_t count, const Item& item) { assign(count, item); }
  List(std::initializer_list<Item> items) { append(items.begin(), items.end()); }
  List(const Item* first, const Item* last) { append(first, last); }
  List(const List& other) { append(other.begin(), other.end()); }
  List(List&& other) noexcept { take_from(&other); }
  List& operator=(const List& other) {
    if (this != &other) {
      clear();
      append(other.begin(), other.end());
    }
    return *this;
  }
  List& operator=(List&& other) noexcept {
    if (this != &other) {
      clear();
      take_from(&other);
    }
    return *this;
  }
  ~List() { clear(); }

  Item* data() { return static_cast<Item*>(items_); }
  const Item* data() const { return static_cast<const Item*>(items_); }
  Item* begin() { return data(); }
  const Item* begin() const { return data(); }
  Item* end() { return data() + size_; }
  const Item* end() const { return data() + size_; }
  auto rbegin() const { return std::reverse_iterator(end()); }
  auto rend() const { return std::reverse_iterator(begin()); }
  Item& operator[](std::size_t place) { return data()[place]; }
  const Item& operator[](std::size_t place) const { return data()[place]; }
  Item& front() { return *data(); }
  const Item& front() const { return *data(); }
  Item& back() { return end()[-1]; }
  const Item& back() const { return end()[-1]; }

  void reserve(std::size_t count) { make_room(count, sizeof(Item), relocation()); }
  void push_back(Item item) { ::new (add(sizeof(Item), relocation())) Item(std::move(item)); }
  /// Arguments must not stand in this list.
  template <class... Arguments>
  Item& emplace_back(Arguments&&... arguments) {
    return *::new (add(sizeof(Item), relocation())) Item{std::forward<Arguments>(arguments)...};
  }
  void pop_back() { end()[-1].~Item(), --size_; }
  void clear() {
    while (size_ > 0) pop_back();
  }
  void resize(std::size_t count) {
    while (size_ > count) pop_back();
    if constexpr (std::is_scalar_v<Item>) {
      add_bytes(nullptr, count - size_, sizeof(Item));
    } else {
      reserve(count);
      while (size_ < count) emplace_back();
    }
  }
  void assign(std::size_t count, const Item& item) {
    clear();
    reserve(count);
    while (size_ < count) push_back(item);
  }
  void insert(const Item* at, Item item) {
    const std::ptrdiff_t place = at - begin();
    push_back(std::move(item));
    std::rotate(begin() + place, end() - 1, end());
  }
  void erase(const Item* at) {
    std::move(begin() + (at - begin()) + 1, end(), begin() + (at - begin()));
    pop_back();
  }
  void swap(List& other) { std::swap(*this, other); }

  bool operator==(const List& other) const {
    return std::equal(begin(), end(), other.begin(), other.end());
  }

 private:
  void append(const Item* first, const Item* last) {
    const auto count = static_cast<std::size_t>(last - first);
    if constexpr (std::is_trivially_copyable_v<Item>) {
      add_bytes(first, count, sizeof(Item));
    } else {
      reserve(count);
      for (; first != last; ++first) push_back(*first);
    }
  }
  static void relocate(void* from, void* to) {
    Item* item = static_cast<Item*>(from);
    ::new (to) Item(std::move(*item));
    item->~Item();
  }
  static constexpr Relocate relocation() {
    if constexpr (std::is_trivially_copyable_v<Item>) {
      return nullptr;
    } else {
      return relocate;
    }
  }
};

}  // namespace career_quiz
