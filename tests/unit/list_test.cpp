#include "career_quiz/list.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <memory>
#include <string>

namespace career_quiz {
namespace {

using Strings = List<std::string>;

// Short and long ones: where a short string stands is part of its value.
Strings strings(std::size_t count) {
  Strings list;
  for (std::size_t i = 0; i < count; ++i) list.push_back(std::string(i % 40, 'x'));
  return list;
}

TEST(List, KeepsItsItemsWhileItGrows) {
  const Strings list = strings(100);
  ASSERT_EQ(list.size(), 100u);
  for (std::size_t i = 0; i < 100; ++i) EXPECT_EQ(list[i], std::string(i % 40, 'x'));
}

TEST(List, TakesACopyOfAnItemOfItsOwn) {
  Strings list = {"a string that is longer than what stands in place"};
  for (int i = 0; i < 20; ++i) list.push_back(list.front());
  EXPECT_EQ(list.back(), list.front());
}

TEST(List, CopiesAreIndependent) {
  Strings list = {"a", "b"};
  Strings copy = list;
  copy.push_back("c");
  copy[0] = "z";
  EXPECT_EQ(list, (Strings{"a", "b"}));
  list = copy;
  EXPECT_EQ(list, (Strings{"z", "b", "c"}));
}

TEST(List, AMoveEmptiesItsSource) {
  Strings list = strings(3);
  Strings other = {"gone"};
  other = std::move(list);
  EXPECT_EQ(other, strings(3));
  EXPECT_TRUE(list.empty());
  list.push_back("again");
  EXPECT_EQ(list, Strings{"again"});
}

TEST(List, InsertsAndErasesAnywhere) {
  Strings list = {"b", "d"};
  list.insert(list.begin(), "a");
  list.insert(list.begin() + 2, "c");
  list.insert(list.end(), "e");
  EXPECT_EQ(list, (Strings{"a", "b", "c", "d", "e"}));
  list.erase(list.begin());
  list.erase(list.begin() + 1);
  list.erase(list.end() - 1);
  EXPECT_EQ(list, (Strings{"b", "d"}));
}

TEST(List, ResizesWithZeros) {
  List<std::int32_t> list = {1, 2, 3};
  list.resize(1);
  list.resize(3);
  EXPECT_EQ(list, (List<std::int32_t>{1, 0, 0}));
  list.assign(2, 7);
  EXPECT_EQ(list, (List<std::int32_t>{7, 7}));
}

TEST(List, EndsEachItemOnce) {
  const auto shared = std::make_shared<int>();
  {
    List<std::shared_ptr<int>> list;
    for (int i = 0; i < 50; ++i) list.push_back(shared);
    list.erase(list.begin() + 7);
    list.resize(30);
    List<std::shared_ptr<int>> copy = list;
    EXPECT_EQ(shared.use_count(), 61);
    list.clear();
    EXPECT_EQ(shared.use_count(), 31);
  }
  EXPECT_EQ(shared.use_count(), 1);
}

}  // namespace
}  // namespace career_quiz
