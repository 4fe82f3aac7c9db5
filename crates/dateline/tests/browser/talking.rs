//! Comments, and order among them.

use crate::PASSWORD;
use crate::driver::{Browser, Screen};
use crate::support::Served;
use fantoccini::Locator;

/// A new reader says something, on a screen of this kind; the owner lets it stand and answers; both see it arrive.
pub async fn comment_and_moderate(site: &Served, screen: Screen) {
    let owner = Browser::open(screen).await;
    let (client, address) = (&owner.client, &site.address);
    owner.sign_in(site, "Ada", "/moderation").await;
    owner.check_page("the moderators' desk").await;
    let reader = Browser::open(screen).await;
    let name = if screen == Screen::Phone { "Bo on a phone" } else { "Bo" };
    client.goto(&format!("{address}/readers")).await.unwrap();
    client.find(Locator::Css("main button[value='invite']")).await.unwrap().click().await.unwrap();
    let link = client.wait().for_element(Locator::Css("main code.link")).await.unwrap().text().await.unwrap();
    reader.client.goto(&link).await.unwrap();
    reader.fill("name", name).await;
    reader.fill("password", PASSWORD).await;
    reader.client.find(Locator::Css("main form button")).await.unwrap().click().await.unwrap();
    reader.client.wait().for_element(Locator::Css("a[href='/account']")).await.unwrap();

    // An article without comments, on which the owner keeps an eye.
    reader.client.goto(&format!("{address}/latest")).await.unwrap();
    let place = if screen == Screen::Phone { 3 } else { 2 };
    let link = &reader.client.find_all(Locator::Css("main [data-item] h3 a")).await.unwrap()[place];
    let article = link.attr("href").await.unwrap().unwrap();
    for browser in [&owner, &reader] {
        browser.client.goto(&format!("{address}{article}")).await.unwrap();
        browser
            .holds("no comments yet", "document.querySelector('.none-yet')?.textContent === 'No comments yet'")
            .await;
        browser.check_page("an article with a form for comments").await;
    }
    let said = format!("It is *{name}* who says this.");
    reader.fill("text", &said).await;
    reader.client.find(Locator::Css("button[value='comment']")).await.unwrap().click().await.unwrap();
    reader.client.wait().for_element(Locator::Css(".waiting .comment em")).await.unwrap();
    reader.check_page("an article with a comment that waits").await;

    // Published at the desk, it announces itself where the article is open, and takes no draft away.
    owner.fill("text", "Half a sentence").await;
    let desk = Browser::open(Screen::Desktop).await;
    desk.sign_in(site, "Ada", "/moderation").await;
    desk.client.find(Locator::Css("button[value='approve']")).await.unwrap().click().await.unwrap();
    desk.holds("nothing waits", "!document.querySelector('button[value=approve]')").await;
    desk.close().await;
    let height = owner.script("return document.documentElement.scrollHeight").await;
    let bar = "document.querySelector('.arrivals:not([hidden])')?.textContent === '1 new comment'";
    owner.holds("the bar that tells of a new comment", bar).await;
    assert_eq!(owner.script("return document.documentElement.scrollHeight").await, height, "nothing moves");
    client.find(Locator::Css(".arrivals")).await.unwrap().click().await.unwrap();
    client.wait().for_element(Locator::Css(".threads .comment .doing a[href$='#reply']")).await.unwrap();
    owner.holds("the draft is still there", "document.querySelector('#text').value === 'Half a sentence'").await;
    client.find(Locator::Css("button[value='vote']")).await.unwrap().click().await.unwrap();
    client.wait().for_element(Locator::Css("button[value='unvote']")).await.unwrap();
    client.find(Locator::Css(".comment .doing a[href$='#reply']")).await.unwrap().click().await.unwrap();
    client.wait().for_element(Locator::Css("button[value='reply']")).await.unwrap();
    owner.check_page("the page of a comment").await;
    owner.fill("text", "So it is.").await;
    client.find(Locator::Css("button[value='reply']")).await.unwrap().click().await.unwrap();
    client.wait().for_element(Locator::Css(".answered .comment")).await.unwrap();

    // Told of it, the reader answers; the owner removes the answer with a reason, and takes that back.
    let told = format!("{address}/notices");
    reader.client.goto(&told).await.unwrap();
    reader.check_page("the notices").await;
    reader.holds("told of the answer", "document.querySelector('main').textContent.includes('Ada answered you')").await;
    reader.client.find(Locator::Css("main a[href^='/comment/']")).await.unwrap().click().await.unwrap();
    reader.client.wait().for_element(Locator::Css("main .this-one .comment")).await.unwrap();
    reader.client.goto(&format!("{address}/account/comments")).await.unwrap();
    reader.check_page("one's own comments").await;
    let own = reader.client.find(Locator::Css("main a[href^='/comment/']")).await.unwrap();
    let comment = own.attr("href").await.unwrap().unwrap();
    client.goto(&format!("{address}{comment}")).await.unwrap();
    client.find(Locator::Css("details.moderate summary")).await.unwrap().click().await.unwrap();
    owner.fill("why", "Only a trial").await;
    client.find(Locator::Css("button[value='remove']")).await.unwrap().click().await.unwrap();
    owner.holds("removed", "document.body.textContent.includes('Removed by a moderator: Only a trial')").await;
    owner.check_page("a removed comment").await;
    for path in ["/moderation/log", "/account/end", "/account", &format!("{article}/discussion")] {
        reader.client.goto(&format!("{address}{path}")).await.unwrap();
        reader.check_page(path).await;
    }
    client.goto(&format!("{address}/moderation")).await.unwrap();
    client.find(Locator::Css("main a[href$='/undo']")).await.unwrap().click().await.unwrap();
    client.wait().for_element(Locator::Css("main form button")).await.unwrap().click().await.unwrap();
    owner.holds("taken back", "document.body.textContent.includes('taken back')").await;
    reader.client.goto(&format!("{address}{article}")).await.unwrap();
    let back = format!("document.querySelector('.threads .comment em')?.textContent === '{name}'");
    reader.holds("it stands there again", &back).await;
    owner.close().await;
    reader.close().await;
}
